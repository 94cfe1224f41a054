from django.urls import path

from negotiation.views import plans

urlpatterns = [
    path("plan/", plans.plan, name="plan"),
    path("plan/ways/", plans.plan_ways, name="plan_ways"),
    path("plan/page.pdf", plans.plan_on_paper, name="plan_on_paper"),
    path("plan/keep/", plans.plan_save, name="plan_save"),
    path("plan/kept/<uuid:plan_id>/", plans.saved_plan, name="saved_plan"),
]
