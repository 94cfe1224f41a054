from django.shortcuts import redirect, render


def board(request):
    """What do I do today?"""
    if request.workspace is None:
        return redirect("ledger:first_visit")
    return render(request, "negotiation/board.html")
