"""The names of what our band and score rest on, so that they can be translated. Pure."""

from ledger.words import text

NAMES = (
    text("65 Fed. Reg. 39,603; NCLC: charge-off"),
    text("All About Lawyer: less for debts of three years or more"),
    text("All About Lawyer: settlement by age"),
    text("CreditCards.com: less leverage after a judgment; the size of our step is our own"),
    text("Dobbie (2020): Financial outcomes for debt settlement programs"),
    text("Figures of the trade on fees and programs"),
    text("Friedman Murray: 40 to 80 percent once a lawsuit runs; the size of our step is our own"),
    text("Goodwin on the FTC’s 2013 study of debt buyers"),
    text("LegalClarity: 15 to 25 percent from buyers of resold debts"),
    text("LegalClarity: 30 to 50 percent, 40 in its example"),
    text("LegalClarity: 30 to 60 percent, 45 in its example"),
    text("LegalClarity: typical ranges"),
    text("LegalClarity: typical ranges, original creditors"),
    text("Our own starting point; half is the average in SoloSuit: what percentage to offer"),
    text("SoloSuit: settling with a lump sum"),
    text("SoloSuit: what percentage to offer"),
)
