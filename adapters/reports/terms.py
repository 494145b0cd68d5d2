"""What the words of the register's own vocabulary are called in reports: a table for each enumeration."""

from __future__ import annotations

from adapters.reports.writing import phrase

SEATS = {
    "representative": phrase("representative"),
    "metropolitan": phrase("representative of a former county"),
    "preparer": phrase("preparer"),
    "project-head": phrase("head of project"),
    "rescue-director": phrase("rescue director"),
    "unit-head": phrase("head of unit"),
}
"""The seats of the charters that come along; another charter's seat reads as its key."""

BASES = {
    "elected": phrase("elected"),
    "appointed": phrase("appointed"),
    "ex-officio": phrase("ex officio"),
    "designated": phrase("designated"),
    "invited": phrase("invited"),
    "rotation": phrase("by rotation"),
}

OFFICES = {
    "chair": phrase("chair"),
    "vice-chair": phrase("vice chair"),
    "secretary": phrase("secretary"),
    "contact": phrase("contact person"),
    "register-keeper": phrase("register keeper"),
}

TERM_STATUSES = {
    "coming": phrase("not yet begun"),
    "running": phrase("running"),
    "ended": phrase("ended"),
}

TERM_ENDS = {
    "expiry": phrase("the term was over"),
    "succession": phrase("a successor took over"),
    "stepped-down": phrase("stepped down"),
    "lost-seat": phrase("lost the seat"),
    "dissolution": phrase("the network was dissolved"),
}

STAND_INS = {
    "deputy": phrase("standing deputy"),
    "acting": phrase("acting head"),
    "one-meeting": phrase("for one meeting"),
    "personal": phrase("personal substitute"),
}

SEAT_CHANGES = {"came": phrase("took the seat"), "left": phrase("left the seat")}

CAPACITIES = {
    "member": phrase("member"),
    "deputy": phrase("deputy"),
    "substitute": phrase("substitute"),
    "guest": phrase("guest"),
    "observer": phrase("observer"),
    "official": phrase("official"),
    "absent": phrase("absent"),
    "none": phrase("nothing recorded"),
}

CHANNELS = {
    "email": phrase("by e-mail"),
    "website": phrase("on the website"),
    "members": phrase("directly to the members"),
}

PAPERS = {"agenda": phrase("agenda"), "notes": phrase("notes")}

DIRECTIONS = {"to": phrase("to"), "from": phrase("from")}

MEETING_KINDS = {"ordinary": phrase("ordinary"), "extraordinary": phrase("extraordinary")}

MEETING_STATUSES = {
    "scheduled": phrase("scheduled"),
    "held": phrase("held"),
    "cancelled": phrase("cancelled"),
}

MANDATE_STATUSES = {
    "proposed": phrase("proposed"),
    "approved": phrase("approved"),
    "in force": phrase("in force"),
    "superseded": phrase("superseded"),
    "expired": phrase("expired"),
    "rejected": phrase("rejected"),
}

FORCES = {"must": phrase("must"), "should": phrase("should"), "may": phrase("may")}

FAMILIES = {
    "seats": phrase("seats"),
    "stand-ins": phrase("stand-ins"),
    "guests": phrase("guests"),
    "offices": phrase("offices"),
    "terms": phrase("terms"),
    "approvals": phrase("approvals"),
    "deadlines": phrase("deadlines"),
    "counts": phrase("numbers"),
    "statements": phrase("statements"),
}

MATTER_STATUSES = {
    "open": phrase("open"),
    "overdue": phrase("overdue"),
    "reported": phrase("reported"),
    "closed": phrase("closed"),
}

PROJECT_STATUSES = {
    "sketched": phrase("sketched"),
    "presented": phrase("presented"),
    "approved": phrase("approved"),
    "declined": phrase("declined"),
    "started": phrase("started"),
}

OBLIGATIONS = {
    "meetings": phrase("Meetings"),
    "joint-meetings": phrase("Joint meetings"),
    "long-meetings": phrase("Meetings over several days"),
    "meeting-days": phrase("Length of the meetings"),
    "programme-group": phrase("Programme group"),
    "note-takers": phrase("Note takers"),
    "place-decided": phrase("Place of the next meeting"),
    "agenda-prepared": phrase("Agenda prepared"),
    "digital-offered": phrase("Digital attendance offered"),
    "minutes-taken": phrase("Minutes taken"),
    "list-reviewed": phrase("Activity list gone through"),
    "follow-up": phrase("Follow-up"),
    "minutes": phrase("Minutes in hand"),
    "annual-report": phrase("Annual report"),
    "contact-details": phrase("Contact details"),
    "group-papers": phrase("Papers of other groups"),
    "group-agenda": phrase("Agendas of other groups"),
    "group-notes": phrase("Notes of other groups"),
    "term": phrase("Office filled after a term"),
    "seat": phrase("Seat filled"),
    "sunset": phrase("Extension of the mandate"),
}
"""What a count, a deadline or a term asks for."""

OBLIGATION_STATUSES = {
    "fulfilled": phrase("fulfilled"),
    "due": phrase("to be done"),
    "late": phrase("late"),
    "missed": phrase("missed"),
    "upcoming": phrase("upcoming"),
}

HALVES = {"spring": phrase("spring"), "autumn": phrase("autumn")}

FINDINGS = {
    "attendance": phrase("Attendance without standing"),
    "minutes": phrase("Late minutes"),
    "note-takers": phrase("Too few note takers"),
    "joint-meeting": phrase("Meetings perhaps counted twice"),
    "project": phrase("Projects started without approval"),
    "expired-mandate": phrase("Work under an expired mandate"),
    "election": phrase("Elections without a seat"),
    "matter": phrase("Matters not reported in time"),
}

TOPICS = {
    "chair": phrase("a chair"),
    "vice-chair": phrase("a vice chair"),
    "term": phrase("how long offices are held"),
    "quorum": phrase("a quorum"),
    "meetings": phrase("how often to meet"),
    "notice": phrase("notice of meetings"),
    "minutes": phrase("minutes"),
    "deputies": phrase("deputies"),
    "costs": phrase("costs"),
    "revision": phrase("its own revision"),
    "reports": phrase("reports"),
    "sunset": phrase("how long it is in force"),
    "membership-number": phrase("the number of members"),
    "seats": phrase("who sits in the network"),
    "offices": phrase("a chair or other offices"),
    "activity-list": phrase("an activity list"),
    "projects": phrase("the approval of projects"),
    "follow-up": phrase("a yearly follow-up"),
}
"""What a mandate may be silent on, as it stands after “The mandate says nothing about”."""

AFTERWARDS = {
    "corrected": phrase("corrected"),
    "annulled": phrase("annulled"),
    "entered": phrase("entered late"),
}

COUNTED = {
    "members_last_day": phrase("Members on the last day"),
    "seats_vacant_last_day": phrase("Empty seats on the last day"),
    "vacant_days": phrase("Days with an empty seat, seat by seat"),
    "chair_gap_days": phrase("Days without a chair"),
    "meetings_held": phrase("Meetings held"),
    "joint_meetings": phrase("Joint meetings"),
    "digital_meetings": phrase("Meetings with digital attendance"),
    "minutes_late": phrase("Minutes that were late"),
    "minutes_median_days": phrase("Days until the minutes, median"),
    "matters_raised": phrase("Matters raised"),
    "matters_overdue": phrase("Matters overdue"),
    "projects_started": phrase("Projects started"),
    "obligations_fulfilled": phrase("Obligations fulfilled"),
    "obligations_late": phrase("Obligations late, or fulfilled late"),
    "obligations_missed": phrase("Obligations missed"),
    "findings": phrase("Findings"),
}
"""The year's figures that are numbers, in their order."""

SHARES = {
    "continuity": phrase("Members who stayed through the year"),
    "attendance_rate": phrase("Meetings at which constituencies were represented"),
}
"""The year's figures that are shares."""
