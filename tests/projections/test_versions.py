"""The versions of the read models: each stands for certain columns, so that an older table is known."""

from __future__ import annotations

import re
from dataclasses import fields

from projections.catalogue import PROJECTIONS

COLUMNS = """
networks 1
    network name country language time_zone source illustration not_regulated start until
    constituencies bodies
membership 1
    network place seat constituency person start until basis function holder kind entry
offices 1
    network office person start until basis ended_by renewal_of entry
mandates 1
    network version revision proposed_by proposed_on wanted_from in_force_from until sunset text
    changes needed approvals rejections rules entry
attendance 1
    network meeting on person capacity constituency digital
meetings 1
    network meeting on until place status kind joint digital called_on agenda guests note_takers
    programme_group list_reviewed published_on in_hand_on channel approved_at due
matters 2
    network matter title raised_by raised_on direction body prepared_by report_due reports
    reported_on escalations closed_on outcome
projects 1
    network project title sketched_on needed presented approvals declined started_on
"""
"""The columns that a version of a read model stands for; whoever changes a row gives it a new version."""


def test_a_read_model_has_the_columns_that_its_version_stands_for() -> None:
    pinned = {
        head: columns.split()
        for head, columns in re.findall(r"^(\w+ \d+)\n((?: .*\n)+)", COLUMNS, flags=re.M)
    }
    found = {
        f"{projection.name} {projection.version}": [field.name for field in fields(projection.row)]
        for projection in PROJECTIONS
    }
    assert found == pinned
