"""The names of laws that have words in them, so that these can be translated. Pure.

The .toml files hold the names; wording.cite looks them up here, a test sees that none is missing.
"""

from ledger.words import text

NAMES = (
    text("12 CFR 1006.14(b)(2)(i), comment 14(b)(2)(i)-2"),
    text("12 CFR 1006.14(b)(3)(i), comment 14(b)(3)(i)-2"),
    text("12 CFR 1006.30(a)(1), comments 30(a)(1)-2 and -3"),
    text("12 CFR 1006.34(b)(5), comment 34(b)(5)-2"),
    text("12 CFR 1006.34(c)(2)(viii), comment 34(c)(2)(viii)-1"),
    text("15 USC 1666(a); 12 CFR 1026.13(c)(2), comment 13(c)(2)-1"),
    text("15 USC 1692c(a)(1); 12 CFR 1006.6(b)(1)(i), comment 6(b)(1)(i)-2"),
    text("15 USC 1692c(a)(1); 12 CFR 1006.6(b)(1)(i), comment 6(b)(1)-1"),
    text("15 USC 1692c(a)(1); 12 CFR 1006.6(b)(1)(ii), comment 6(b)(1)(ii)-1"),
    text("26 CFR 1.1001-2(a); IRS Publication 4681, chapter 2"),
    text("26 USC 108(b); Form 982, lines 1a, 1b and 2"),
    text("735 ILCS 5/13-205 (cards treated as unwritten: Portfolio Acquisitions v. Feltman)"),
    text("735 ILCS 5/13-206 (written debts)"),
    text("Alaska Stat. § 45.03.118 (6, negotiable) or § 09.10.053 (3)"),
    text("Ariz. Rev. Stat. § 12-548(A)(1); made outside Arizona § 12-544(3): 4"),
    text("Ariz. Rev. Stat. § 12-548(A)(2) (credit cards); § 12-543(2) (other open accounts: 3)"),
    text("Ark. Code § 16-56-105 (unsigned/open) or § 16-56-111 (signed agreement produced)"),
    text("Cal. Code Civ. Proc. § 337(b) (book account, account stated)"),
    text("Cal. Code Civ. Proc. § 337; Cal. Com. Code § 3118 (6, negotiable)"),
    text("Colo. Rev. Stat. § 13-80-103.5(1)(a) (liquidated or determinable debt)"),
    text("Colo. Rev. Stat. § 13-80-103.5(1)(a); other contract actions § 13-80-101(1)(a): 3"),
    text('Conn. Gen. Stat. § 52-576(a) ("an account")'),
    text(
        "Conn. Gen. Stat. § 52-581 (executory oral contracts); executed simple contracts "
        "§ 52-576: 6"
    ),
    text("D.C. Code § 12-301(7); § 28:3-118 (6, negotiable)"),
    text("Fla. Stat. § 95.04 (writing); § 95.051(1)(f) (payment, from memory)"),
    text("Fla. Stat. § 95.11(3) (4) or § 95.11(2)(b) (5)"),
    text("Fla. Stat. § 95.11(3) (not founded on a written instrument)"),
    text("Idaho Code § 5-217 (unwritten); § 5-222 (accrual from last item)"),
    text(
        "Ind. Code § 34-11-2-9 (written contracts for the payment of money); other "
        "written contracts § 34-11-2-11: 10"
    ),
    text(
        "Ind. Code § 34-11-9-1 (predecessor Burns 1933 § 2-610 read in Skelton v. Banks' "
        "Estate, 63 N.E.2d 546 (1945))"
    ),
    text("Iowa Code § 614.1(5); § 554.3118 (6, negotiable)"),
    text(
        "Iowa Code § 614.11 (text as Code 1924 § 11018 in Julian v. McAdams); Parsons v. "
        "Carey, 28 Iowa 431; Hale v. Wilson"
    ),
    text("Kan. Stat. § 60-512 (not in writing) or § 60-511"),
    text("La. Civ. Code art. 3499 (but art. 3494(3): money lent 3)"),
    text("La. Civ. Code art. 3499 (but art. 3494: 3)"),
    text("Mass. Gen. Laws ch. 260, § 2; ch. 106, § 3-118 (§ 1: 20 if witnessed)"),
    text(
        "Md. Code, Cts. & Jud. Proc. § 5-1202 (after expiry, statute read); before "
        "expiry: secondary source"
    ),
    text("Me. Rev. Stat. tit. 14, § 752 (§ 751: 20 if witnessed or under seal)"),
    text("Mich. Comp. Laws § 600.5866; case law"),
    text("Minn. Stat. § 541.053 (consumer debt)"),
    text("Mo. Rev. Stat. § 516.110(1) (writing for the payment of money); other § 516.120(1): 5"),
    text("Mont. Code § 27-2-202(1): 6, before its last change 8"),
    text("Mont. Code § 27-2-202(2) (account not in writing)"),
    text("N.C. Gen. Stat. § 1-52(1); § 25-3-118 (6, negotiable)"),
    text("N.J. Stat. § 2A:14-1 (contract or account)"),
    text('N.M. Stat. § 37-1-4 ("accounts")'),
    text("N.Y. C.P.L.R. § 213(2), before § 214-i"),
    text("N.Y. C.P.L.R. § 214-i (consumer credit); § 213(2): 6 otherwise"),
    text("N.Y. C.P.L.R. § 214-i if a consumer credit transaction; § 213(2): 6 otherwise"),
    text("Nev. Rev. Stat. § 11.190(2)(a)-(b) (open/store account)"),
    text("O.C.G.A. § 11-3-118 (negotiable: 6)"),
    text("O.C.G.A. § 9-3-110 (new promise must be in writing)"),
    text(
        "O.C.G.A. § 9-3-24 per Hill v. American Express (cards: 6); § 9-3-25 (other open "
        "accounts: 4)"
    ),
    text("Ohio Rev. Code § 2305.06 as it stood until 2021; S.B. 13 of 2021"),
    text("Ohio Rev. Code § 2305.07(A) (non-consumer); consumer § 2305.07(C): 6"),
    text("Ohio Rev. Code § 2305.07(C) (consumer transactions, written or not)"),
    text("Okla. Stat. tit. 12, § 95(A)(2) (3) or § 95(A)(1) (5)"),
    text("R.I. Gen. Laws § 9-1-13(a); § 6A-3-118 (6, negotiable)"),
    text("S.C. Code § 15-3-530(1); § 36-3-118 (6, negotiable)"),
    text("S.D. Codified Laws § 15-2-13(1); § 15-2-4 (accrual from last item)"),
    text("Seven lists of state laws on recording, compared from January to April 2026"),
    text("Tenn. Code § 28-3-109(a)(3); demand notes § 28-3-109(c): 10; § 47-3-118"),
    text("Tex. Civ. Prac. & Rem. Code § 16.004; Bus. & Com. Code § 3.118 (6, negotiable)"),
    text("Tex. Civ. Prac. & Rem. Code § 16.065; Tex. Fin. Code § 392.307(d) (debt buyers)"),
    text(
        "Utah Code § 78B-2-309(2) (credit agreements); § 78B-2-307 (open store/service accounts: 4)"
    ),
    text("Va. Code § 8.01-246(2) (signed); unsigned writing § 8.01-246(4): 3"),
    text("Vt. Stat. tit. 9A, § 3-118; tit. 12, § 508: 14 if witnessed and not under the UCC"),
    text("W. Va. Code § 55-2-6 (10 if signed, otherwise 5)"),
    text("Wash. Rev. Code § 4.16.040(2) (account receivable)"),
    text("Wash. Rev. Code § 4.16.080(3); account receivable § 4.16.040(2): 6"),
    text("Wyo. Stat. § 1-3-105(a)(i); § 34.1-3-118 (6, negotiable)"),
    text(
        "acknowledgment doctrine: Thomas v. Sweeney, 75 Pa. Super. 322 (1921); Burr v. "
        "Burr, 26 Pa. 284 (1856); In re David Cutler Indus., 502 B.R. 58 (2013)"
    ),
    text("common law; Conn. Gen. Stat. § 52-576 annotations"),
    text("no statute found; secondary source"),
    text("none found"),
)
