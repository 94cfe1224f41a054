from django.urls import path

from negotiation.views import leaving

urlpatterns = [
    path("workspaces/<uuid:workspace_id>/export/", leaving.export_create, name="export_create"),
    path("exports/<uuid:export_id>/", leaving.export_detail, name="export_detail"),
    path("exports/<uuid:export_id>/everything.zip", leaving.export_file, name="export_file"),
    path("exports/<uuid:export_id>/remove/", leaving.export_remove, name="export_remove"),
    path("leave/", leaving.departure_create, name="departure_create"),
    path("leave/stop/", leaving.departure_stop, name="departure_stop"),
    path("erased/<uuid:receipt_id>/", leaving.departure_receipt, name="departure_receipt"),
]
