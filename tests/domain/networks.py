"""Small networks founded by the sentences of the documents: the rules under test, a handful of members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.chapters.structure import Body, Constituency, NetworkFounded
from domain.rules import (
    ApprovalRule,
    GuestRule,
    OfficeRule,
    Rule,
    SeatRule,
    StandInRule,
    TermRule,
)

PLO_SEATS = (
    "Kommunene kan delta med både en fast og en fast vararepresentant i nettverkets møter, "
    "fortrinnsvis med en fra hjemmetjenesten og en fra institusjon."
)
PLO_GUESTS = "Ved spesielle temaer/saker kan kommunene delta med flere."
PLO_LEADERS = "Nettverket velger selv leder og nestleder."
PLO_TERM = "Funksjonstiden er ett år."
PLO_CONTACT = "Daglig leder av 12k er nettverkets kontaktperson på vegne av 12k rådmannsgruppen og 12k styre."
PLO_REVISION = "Rådmannsgruppen i 12k skal godkjenne revisjon av mandatet."
PLO_PROJECTS = (
    "Prosjekter som krever ressurser og som initieres av nettverket skal legges fram for "
    "12k lederforum helse og godkjennes av 12k rådmannsgruppen og 12k styre."
)
PLO_SUNSET = "Nettverkets funksjonstid er til 31.12.2013."
LAN_SEATS = (
    "Representanter väljs av länsnätverk eller motsvarande, enligt principen - en representant per län."
)
LAN_CITIES = (
    "Storstadsregionerna Stockholm, Göteborg och Malmö kan sända fler representanter till nätverket, "
    "dessa ska företräda områden motsvarande de tidigare länen."
)
LAN_DEPUTIES = "Ersättare kan utses om ordinarie representant från länet ej har möjlighet att delta."
SOC_SEATS = "Ordförande i socialnämnd eller motsvarande i varje kommun deltar i nätverket."
SOC_SUBSTITUTES = "Det är upp till varje ordförande/nämnd att utse ersättare vid förhinder."
SOC_GUESTS = (
    "Varje ordförande kan bjuda med ytterligare en deltagare från nämnden till nätverksmöte "
    "om det motiveras av särskild kännedom om punkt på dagordningen."
)
SOC_CHAIR = "Nätverket utser ordförande för ett år i taget, uppdraget som ordförande kan förlängas."
HEADS_SEATS = (
    "Deltagandet i nätverket är knutet till funktionen i varje kommun, "
    "till exempel socialchef, förvaltningschef."
)
HEADS_SUBSTITUTES = (
    "Ersättare utses vid längre tids frånvaro då det finns en till förordnad socialchef i kommunen."
)
HEADS_CHAIR = "Nätverket utser ordförande för ett år i taget"
PREPARERS = "I nätverket deltar 1–2 centrala beredare från varje välfärdsområde som bildas."
RESCUE_SEATS = (
    "Räddningsverken har utsett en representant till nätverket från varje räddningsområde "
    "(framtida välfärdsområden)."
)
RESCUE_CHAIR = "Projektchefen för den regionala beredningen fungerar som nätverkets ordförande."


def founded(
    key: str,
    *rules: Rule,
    kind: str = "municipality",
    members: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    on: str = "2012-01-01",
    **other: Any,
) -> NetworkFounded:
    """A founding with members of one kind; `other` replaces any of its fields."""
    founding = NetworkFounded(
        effective=date.fromisoformat(on),
        network=key,
        name=key,
        country="NO",
        language="nb",
        time_zone="Europe/Oslo",
        source="Mandat",
        illustration=None,
        constituencies=tuple(Constituency(name, name.title(), kind) for name in members),
        bodies=tuple(Body(name, name.title()) for name in bodies),
        text="Nettverket skal være en arena for utveksling av erfaringer og informasjon",
        sunset=None,
        not_regulated=(),
        rules=rules,
    )
    return replace(founding, **other)


def silent(**other: Any) -> NetworkFounded:
    """A network whose mandate regulates nothing."""
    return founded("silent", **{"members": ("horten", "hof", "re"), **other})


REVISION = ApprovalRule(
    id="revision",
    force="must",
    quote=PLO_REVISION,
    section="2. Organisering",
    of="mandate-revision",
    bodies=("radmannsgruppen",),
)
PROJECTS = ApprovalRule(
    id="projects",
    force="must",
    quote=PLO_PROJECTS,
    section="3. Saksgang",
    of="project",
    bodies=("radmannsgruppen", "styret"),
    presented_to=("lederforum-helse",),
)
SEATS = SeatRule(
    id="seats",
    force="may",
    quote=PLO_SEATS,
    section="2. Organisering",
    seat="representative",
    basis="appointed",
    kinds=("municipality",),
    holders=1,
)
TERM = TermRule(
    id="term",
    force="must",
    quote=PLO_TERM,
    section="2. Organisering",
    of=("chair", "vice-chair"),
    years=1,
)
SUNSET = TermRule(id="sunset", force="must", quote=PLO_SUNSET, section="6. Funksjonstid", of=("mandate",))


def plo(*more: Rule, **other: Any) -> NetworkFounded:
    """Pleie- og omsorgsnettverket: single seats with a deputy, elected leaders, approvals, a sunset."""
    rules = (
        SEATS,
        StandInRule(
            id="deputies",
            force="may",
            quote=PLO_SEATS,
            section="2. Organisering",
            kinds=("deputy",),
            holders=1,
        ),
        GuestRule(id="guests", force="may", quote=PLO_GUESTS, section="2. Organisering", needs="theme"),
        OfficeRule(
            id="chair",
            force="must",
            quote=PLO_LEADERS,
            section="2. Organisering",
            office="chair",
            basis="elected",
        ),
        OfficeRule(
            id="vice-chair",
            force="must",
            quote=PLO_LEADERS,
            section="2. Organisering",
            office="vice-chair",
            basis="elected",
        ),
        OfficeRule(
            id="contact",
            force="must",
            quote=PLO_CONTACT,
            section="2. Organisering",
            office="contact",
            basis="ex-officio",
        ),
        TERM,
        REVISION,
        PROJECTS,
        SUNSET,
        *more,
    )
    return founded(
        "12k-plo",
        *rules,
        **{
            "members": ("horten", "hof", "re"),
            "bodies": ("radmannsgruppen", "styret", "lederforum-helse"),
            "sunset": date(2013, 12, 31),
            **other,
        },
    )


def lan() -> NetworkFounded:
    """Länssamordnarna: one seat a county, more for the big cities' former counties, no chair."""
    rules = (
        SeatRule(
            id="representatives",
            force="must",
            quote=LAN_SEATS,
            section="Medlemmar",
            seat="representative",
            basis="elected",
            kinds=("county",),
            holders=1,
        ),
        SeatRule(
            id="cities",
            force="may",
            quote=LAN_CITIES,
            section="Medlemmar",
            seat="metropolitan",
            basis="elected",
            kinds=("former-county",),
            holders=1,
            expected=False,
        ),
        StandInRule(
            id="deputies",
            force="may",
            quote=LAN_DEPUTIES,
            section="Medlemmar",
            kinds=("deputy", "personal", "one-meeting"),
        ),
    )
    return founded(
        "lanssamordnare",
        *rules,
        constituencies=(
            Constituency("gotland", "Gotlands län", "county"),
            Constituency("vastra-gotaland", "Västra Götalands län", "county"),
            Constituency("skaraborg", "Skaraborgs län", "former-county"),
        ),
    )


def namnd() -> NetworkFounded:
    """Socialnämndsrepresentanterna: seats ex officio, any substitute, guests for an item, a chair a year."""
    rules = (
        SeatRule(
            id="seats",
            force="must",
            quote=SOC_SEATS,
            section="Representation",
            seat="representative",
            basis="ex-officio",
            kinds=("municipality",),
            holders=1,
        ),
        StandInRule(
            id="substitutes",
            force="may",
            quote=SOC_SUBSTITUTES,
            section="Representation",
            kinds=("personal", "one-meeting"),
        ),
        GuestRule(
            id="guests",
            force="may",
            quote=SOC_GUESTS,
            section="Representation",
            needs="agenda-item",
            guests=1,
        ),
        OfficeRule(
            id="chair",
            force="must",
            quote=SOC_CHAIR,
            section="Arbetsformer",
            office="chair",
            basis="elected",
        ),
        TermRule(
            id="term",
            force="must",
            quote=SOC_CHAIR,
            section="Arbetsformer",
            of=("chair",),
            years=1,
            extension="allowed",
        ),
    )
    return founded("socialnamndsrepresentanter", *rules, members=("orust", "tanum"))


def heads() -> NetworkFounded:
    """Socialcheferna: the seat follows the function; only an acting head stands in."""
    rules = (
        SeatRule(
            id="seats",
            force="must",
            quote=HEADS_SEATS,
            section="Representation",
            seat="representative",
            basis="ex-officio",
            kinds=("municipality",),
            holders=1,
        ),
        StandInRule(
            id="substitutes",
            force="may",
            quote=HEADS_SUBSTITUTES,
            section="Representation",
            kinds=("acting",),
            exclusive=True,
        ),
        OfficeRule(
            id="chair",
            force="must",
            quote=HEADS_CHAIR,
            section="Arbetsformer",
            office="chair",
            basis="elected",
        ),
        TermRule(id="term", force="must", quote=HEADS_CHAIR, section="Arbetsformer", of=("chair",), years=1),
    )
    return founded("socialchefsnatverket", *rules, members=("vanersborg", "orust"))


def preparers() -> NetworkFounded:
    """Ansvariga beredare: one or two from each area."""
    rule = SeatRule(
        id="preparers",
        force="must",
        quote=PREPARERS,
        section="Nätverk för ansvariga personer",
        seat="preparer",
        basis="designated",
        kinds=("welfare-area",),
        holders=2,
    )
    return founded("ansvariga-beredare", rule, kind="welfare-area", members=("nyland", "birkaland"))


def rescue() -> NetworkFounded:
    """Räddningsberedningen: one seat an area, a chair ex officio."""
    rules = (
        SeatRule(
            id="seats",
            force="must",
            quote=RESCUE_SEATS,
            section="Räddningsväsendet",
            seat="representative",
            basis="appointed",
            kinds=("rescue-area",),
            holders=1,
        ),
        OfficeRule(
            id="chair",
            force="must",
            quote=RESCUE_CHAIR,
            section="Räddningsväsendet",
            office="chair",
            basis="ex-officio",
        ),
    )
    return founded(
        "raddning-beredning", *rules, kind="rescue-area", members=("nyland", "kajanaland", "lappland")
    )
