"""Who is who: joined where the talk says so, asked where it does not."""

from __future__ import annotations

import re

from idtool.pseudonyms.entities import Entity, Mention, find_entities, titles_before
from idtool.pseudonyms.generalize import general_date
from idtool.pseudonyms.naming import label_of, next_placeholder


def people(*files: str, listed: tuple[str, ...] = (), same: dict[int, int] | None = None):
    """Entities of texts in which every name stands between stars."""
    mentions = []
    for number, text in enumerate(files):
        for found in re.finditer(r"\*([^*]+)\*", text):
            titles = titles_before(text.replace("*", " "), found.start(1) - 1, found.start(1) - 1)
            mentions.append(
                Mention(number, *found.span(1), found[1], "PERSON", "block", "test", titles)
            )
    return find_entities(mentions, listed=listed, same=same or {})


def forms(entities: list[Entity]) -> list[tuple[str, ...]]:
    return [each.forms for each in entities]


def test_parts_of_one_name_are_one_person() -> None:
    assert forms(people("Sgt. *Maria Lopez* and *Lopez* and *Maria* and *maria*")) == [
        ("Maria Lopez", "Lopez", "Maria", "maria")
    ]


def test_two_marias_are_asked_about() -> None:
    first, second, third = people("*Maria Lopez* and *Maria Quintana*, and then *Maria* left")

    assert (first.perhaps, second.perhaps) == ((), ())
    assert third.forms == ("Maria",)
    assert third.perhaps == (1, 2)


def test_the_researcher_says_which_maria() -> None:
    text = "*Maria Lopez* and *Maria Quintana*, and then *Maria* left"

    assert forms(people(text, same={3: 1})) == [("Maria Lopez", "Maria"), ("Maria Quintana",)]


def test_a_title_that_contradicts_keeps_people_apart() -> None:
    found = people("Ms. *Maria Lopez* came. Mr. *Lopez* stayed. *Lopez* spoke.")

    assert found[0].forms == ("Maria Lopez",)
    assert found[1].titles == {"mr"}
    assert found[2].perhaps == (1, 2)


def test_mr_and_mrs_are_two_and_a_bare_name_is_a_question() -> None:
    found = people("Mr. *Lopez* came, Mrs. *Lopez* stayed, and *Lopez* called.")

    assert [each.perhaps for each in found] == [(), (), (1, 2)]


def test_across_files_only_a_full_name_links() -> None:
    found = people("*Maria Lopez* and *Whitcomb*", "*Lopez* and *Maria Lopez* and *Whitcomb*")

    assert forms(found) == [("Maria Lopez", "Lopez"), ("Whitcomb",), ("Whitcomb",)]


def test_the_researchers_list_links_across_files() -> None:
    found = people("*Whitcomb* came", "*Whitcomb* went", listed=("Dan Whitcomb",))

    assert forms(found) == [("Whitcomb",)]


def test_a_middle_name_and_initials_do_not_part_a_person() -> None:
    assert len(people("*Maria Elena Lopez* is *Maria Lopez* is *Maria E. Lopez*")) == 1


def test_dates_become_as_coarse_as_asked() -> None:
    assert general_date("March 3rd, 2019", "month") == "[March 2019]"
    assert general_date("March 3rd, 2019", "season") == "[spring 2019]"
    assert general_date("Dec. 12", "season") == "[winter]"
    assert general_date("2019-03-05", "year") == "[2019]"
    assert general_date("3/25/2019", "month") == "[March 2019]"
    assert general_date("3/4/2019", "month") == ""  # which of them is the month?
    assert general_date("March 3rd", "year") == ""
    assert general_date("March 3rd, 2019", "numbered") == ""


def test_labels_say_what_a_thing_is() -> None:
    assert label_of("ORG", "Dunmore County Sheriff's Office") == "POLICE_AGENCY"
    assert label_of("ORG", "Dunmore County Services") == "COUNTY_AGENCY"
    assert label_of("ID", "2021-33871", ["case", "number"]) == "CASE_NO"
    assert label_of("LOCATION", "Winterbourne") == "PLACE"


def test_numbers_go_on_where_they_stopped() -> None:
    assert next_placeholder("PERSON", {"[PERSON_1]", "[PERSON_3]", "[PLACE_2]"}) == "[PERSON_2]"
    assert next_placeholder("OFFICER", {"[PERSON_1]"}) == "[OFFICER_1]"
