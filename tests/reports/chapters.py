"""The chapters of the rich example that are lists of things: mandate, people, offices, matters, reports."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from application.answers.answer import Approval
from application.answers.offices import Term
from application.answers.standing import Deputy, Observer, Substitution, Tenure
from application.evaluation.chapters.afterwards import Afterwards
from application.evaluation.chapters.mandate import (
    MandateChapter,
    Proposal,
    RuleChange,
    RuleLine,
    VersionLine,
)
from application.evaluation.chapters.matters import MatterLine, MattersChapter, ProjectLine
from application.evaluation.chapters.membership import CountedVacancy, MembershipChapter, SeatChange
from application.evaluation.chapters.offices import CountedGap, OfficesChapter
from application.evaluation.chapters.reports import Compilation, ReportsChapter, Submission

T = TypeVar("T")

SEATS = (
    "Kommunene kan delta med både en fast og en fast vararepresentant i nettverkets møter, fortrinnsvis med "
    "en fra hjemmetjenesten og en fra institusjon."
)
ELECTIONS = "Nettverket velger selv leder og nestleder."
TERMS = "Funksjonstiden er ett år."
REVISION = "Rådmannsgruppen i 12k skal godkjenne revisjon av mandatet."
PROJECTS = (
    "Prosjekter som krever ressurser og som initieres av nettverket skal legges fram for 12k lederforum "
    "helse og godkjennes av 12k rådmannsgruppen og 12k styre."
)
REPORT = (
    "Nettverket rapporterer årlig til 12k lederforum helse, rådmannsgruppe og styre i 12k pr 31.12 om "
    "nettverkets aktivitet og planer."
)
SUNSET = "Nettverkets funksjonstid er til 31.12.2013."
MEETINGS = "Nettverket møtes fire ganger i året, to ganger på våren og to på høsten."
MINUTES = "Referatet skal være deltakerne i hende fjorten dager etter møtet."
LIST = "Aktivitetslisten gås gjennom på hvert møte."


def each(shape: type[T], *rows: tuple[Any, ...]) -> tuple[T, ...]:
    """One of a shape for each row, which has the shape's fields in their order."""
    names = [field.name for field in fields(shape)]  # type: ignore[arg-type]
    return tuple(shape(**dict(zip(names, row, strict=True))) for row in rows)


MANDATE = MandateChapter(
    versions=each(
        VersionLine,
        (
            1,
            None,
            "superseded",
            date(2011, 1, 1),
            date(2013, 7, 1),
            date(2012, 12, 31),
            None,
            (),
            (),
            False,
            False,
        ),
        (
            2,
            "referatfrist",
            "expired",
            date(2013, 7, 1),
            date(2014, 1, 1),
            date(2013, 12, 31),
            "nettverket",
            each(Approval, ("radmannsgruppen", date(2013, 6, 13), "RG-sak 21/13")),
            each(
                RuleChange,
                ("minutes", None, MINUTES),
                ("sunset", "Nettverkets funksjonstid er til 31.12.2012.", SUNSET),
                ("own-organisation", "Nettverket organiserer seg selv.", None),
            ),
            True,
            True,
        ),
    ),
    proposals=each(
        Proposal,
        (
            "forlengelse",
            "proposed",
            "nettverket",
            date(2013, 11, 20),
            date(2014, 1, 1),
            (),
            each(Approval, ("styret", date(2013, 12, 5), None)),
            ("radmannsgruppen",),
        ),
    ),
    text="Nettverket skal:\n\n- Være en arena for erfaringer og informasjon\n- Utvikle kunnskap",
    rules=each(
        RuleLine,
        ("representatives", "seats", "may", SEATS, "2. Organisering", "One fixed representative each."),
        ("chair", "offices", "must", ELECTIONS, "2. Organisering", None),
        ("term-of-office", "terms", "must", TERMS, "2. Organisering", "One year from the election."),
        ("revision", "approvals", "must", REVISION, "2. Organisering", None),
        ("meetings", "counts", "should", MEETINGS, "2. Organisering", None),
        ("minutes", "deadlines", "must", MINUTES, "2. Organisering", None),
        ("annual-report", "deadlines", "must", REPORT, "5. Rapportering og evaluering", "By 31 December."),
        ("sunset", "terms", "must", SUNSET, "6. Funksjonstid", None),
    ),
    expired_since=date(2013, 1, 1),
    revision_regulated=True,
)

MEMBERSHIP = MembershipChapter(
    regulated=True,
    tenures=each(
        Tenure,
        (
            "representative",
            "andebu",
            "borghild-tjernlien",
            date(2011, 2, 1),
            None,
            "appointed",
            "virksomhetsleder pleie og omsorg",
        ),
        ("representative", "hof", "marit-kornmoen", date(2011, 2, 1), date(2013, 4, 1), "appointed", None),
        (
            "representative",
            "horten",
            "tore-havnevag",
            date(2011, 2, 1),
            None,
            "appointed",
            "virksomhetsleder institusjon",
        ),
        (
            "representative",
            "tonsberg",
            "hilde-borgskansen",
            date(2011, 2, 1),
            date(2013, 10, 1),
            "appointed",
            None,
        ),
        ("representative", "hof", "geir-oddeskogen", date(2013, 4, 1), None, "appointed", None),
    ),
    deputies=each(Deputy, ("representative", "hof", "per-arne-akerholt", date(2011, 2, 1), date(2013, 9, 1))),
    substitutions=each(
        Substitution, ("arild-gronnedalen", "tore-havnevag", "acting", date(2013, 2, 1), date(2013, 4, 1))
    ),
    observers=each(Observer, ("eirik-nordskauen", "lederforum-helse", date(2012, 5, 1), None)),
    vacancies=each(CountedVacancy, ("representative", "tonsberg", date(2013, 10, 1), date(2014, 2, 1), 92)),
    changes=each(
        SeatChange,
        (date(2013, 4, 1), "came", "representative", "hof", "geir-oddeskogen"),
        (date(2013, 4, 1), "left", "representative", "hof", "marit-kornmoen"),
        (date(2013, 10, 1), "left", "representative", "tonsberg", "hilde-borgskansen"),
    ),
    seat_days=1460,
    vacant_days=92,
    members_before=4,
    members_last_day=3,
    stayed=2,
    continuity=0.5,
)

OFFICES = OfficesChapter(
    regulated=("chair", "contact", "vice-chair"),
    terms=each(
        Term,
        (
            "chair",
            "borghild-tjernlien",
            date(2012, 11, 14),
            date(2013, 5, 22),
            "elected",
            "ended",
            "succession",
            None,
        ),
        (
            "chair",
            "hilde-borgskansen",
            date(2013, 5, 22),
            date(2013, 10, 1),
            "elected",
            "ended",
            "lost-seat",
            None,
        ),
        ("chair", "tore-havnevag", date(2013, 11, 20), date(2014, 11, 20), "elected", "running", None, None),
        ("contact", "gunnar-vinterli", date(2011, 2, 1), None, "ex-officio", "running", None, None),
        (
            "vice-chair",
            "tore-havnevag",
            date(2012, 3, 9),
            date(2013, 3, 9),
            "elected",
            "ended",
            "expiry",
            date(2011, 3, 9),
        ),
    ),
    gaps=each(
        CountedGap,
        ("chair", date(2013, 10, 1), date(2013, 11, 20), 50),
        ("vice-chair", date(2013, 3, 9), None, 298),
    ),
)

MATTERS = MattersChapter(
    list_regulated=True,
    projects_regulated=True,
    matters=each(
        MatterLine,
        (
            "vikarbruk",
            "Felles oversikt over vikarbruk og sykefravær",
            "tore-havnevag",
            date(2012, 9, 7),
            ("marit-kornmoen", "nils-kongslunden"),
            date(2013, 1, 16),
            ("plo-2013-1",),
            ("lederforum-helse",),
            "closed",
            date(2013, 4, 10),
            "Tas inn i opplæringsplanen",
        ),
        (
            "legemidler",
            "Legemiddelhåndtering i hjemmetjenesten",
            "radmannsgruppen",
            date(2013, 4, 10),
            (),
            date(2013, 9, 11),
            (),
            (),
            "overdue",
            None,
            None,
        ),
    ),
    raised=1,
    reported=1,
    escalated=1,
    closed=1,
    overdue=1,
    lists_reviewed=("plo-2013-1", "plo-2013-3"),
    projects=each(
        ProjectLine,
        (
            "velferdsteknologi",
            "Velferdsteknologi i hjemmet",
            each(Approval, ("lederforum-helse", date(2012, 10, 13), "LH-sak 31/12")),
            each(Approval, ("radmannsgruppen", date(2012, 11, 3), None)),
            (),
            ("styret",),
            date(2013, 1, 14),
            ("styret",),
            "started",
            date(2012, 9, 7),
        ),
        (
            "demens",
            "Demensteam i fire kommuner",
            (),
            (),
            each(Approval, ("styret", date(2013, 9, 5), "Sak 17/13")),
            ("radmannsgruppen", "styret"),
            None,
            (),
            "declined",
            date(2013, 4, 10),
        ),
    ),
)

REPORTS = ReportsChapter(
    regulated=True,
    follow_up_regulated=True,
    compilations=each(
        Compilation,
        (240, date(2013, 12, 16), 239, "0000000000000000000000000000000000000000000000000000000000000000"),
        (260, date(2014, 1, 20), None, None),
    ),
    submissions=each(
        Submission, (241, date(2013, 12, 17), "radmannsgruppen"), (250, date(2014, 1, 10), "lederforum-helse")
    ),
    follow_ups=each(Submission, (255, date(2014, 1, 15), None)),
)

AFTERWARDS = each(
    Afterwards,
    (
        262,
        "2014-02-03T09:12:44Z",
        "corrected",
        "RepresentativeStoodDown",
        date(2013, 10, 1),
        214,
        {"effective": "2013-10-01"},
        "Vedtaket gjelder fra 1. oktober.",
        "turid-skogtun",
        "Brev fra Tønsberg kommune 31. januar 2014",
    ),
    (
        263,
        "2014-02-03T09:15:02Z",
        "annulled",
        "MatterReported",
        date(2013, 9, 11),
        205,
        None,
        "Saken ble ikke rapportert.",
        "turid-skogtun",
        None,
    ),
    (264, "2014-02-03T09:20:31Z", "entered", "CostAgreed", date(2013, 12, 1), None, None, None, None, None),
)
