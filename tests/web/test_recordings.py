"""The sound of a call: in ranges, and only for those it is for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.store import tables
from tests.shop import NOW
from tests.web.opened import Opened, open_page

SOUND = "/recordings/1"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        yield opened


def test_a_range_of_the_file_is_sent(page: Opened) -> None:
    with page.as_user(page.shop.reviewer).get(SOUND, headers={"Range": "bytes=4-11"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 8)
        assert answer.headers["Content-Range"].startswith("bytes 4-11/")
        assert answer.mimetype == "audio/wav"


def test_a_range_beyond_the_end_is_refused(page: Opened) -> None:
    answer = page.as_user(page.shop.reviewer).get(SOUND, headers={"Range": "bytes=999999999-"})
    assert answer.status_code == 416


def test_a_range_of_the_same_file_goes_on(page: Opened) -> None:
    client = page.as_user(page.shop.reviewer)
    with client.get(SOUND) as whole:
        tag = whole.headers["ETag"]
    with client.get(SOUND, headers={"Range": "bytes=4-11", "If-Range": tag}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 8)


def test_a_range_of_an_older_file_gives_the_new_one_whole(page: Opened) -> None:
    with page.as_user(page.shop.reviewer).get(
        SOUND, headers={"Range": "bytes=4-11", "If-Range": '"another"'}
    ) as answer:
        assert answer.status_code == 200
        assert "Content-Range" not in answer.headers


def test_the_end_of_the_file_can_be_asked_for(page: Opened) -> None:
    with page.as_user(page.shop.reviewer).get(SOUND, headers={"Range": "bytes=-8"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 8)


def test_a_browser_asks_whether_kept_sound_still_stands(page: Opened) -> None:
    client = page.as_user(page.shop.reviewer)
    with client.get(SOUND) as whole:
        assert "no-cache" in whole.headers["Cache-Control"]
        tag = whole.headers["ETag"]
    with client.get(SOUND, headers={"If-None-Match": tag}) as answer:
        assert answer.status_code == 304


def test_an_hour_of_peaks_is_sent_as_what_can_be_drawn(page: Opened) -> None:
    with page.session() as session:
        recording = session.get_one(tables.Recording, 1)
        kept, recording.peaks = recording.peaks, [[10] * 36_000 + [70] + [10] * 35_999]
    told = page.as_user(page.shop.coach).get(f"{SOUND}/peaks").get_json()
    with page.session() as session:
        session.get_one(tables.Recording, 1).peaks = kept
    assert len(told["peaks"][0]) == 2400
    assert max(told["peaks"][0]) == 0.7


def test_sound_is_kept_by_no_shared_cache(page: Opened) -> None:
    with page.as_user(page.shop.reviewer).get(SOUND) as answer:
        assert answer.headers["Cache-Control"].startswith("private")


def test_peaks_are_shares_of_the_loudest(page: Opened) -> None:
    told = page.as_user(page.shop.coach).get(f"{SOUND}/peaks").get_json()
    assert told["seconds"] == 10.0
    assert len(told["peaks"]) == 2
    assert max(told["peaks"][0]) == 0.89


@pytest.mark.parametrize("path", [SOUND, f"{SOUND}/peaks"])
def test_an_agent_hears_only_what_was_published_to_them(page: Opened, path: str) -> None:
    own, other = page.as_user(page.shop.agent_user), page.as_user(page.shop.other_agent_user)
    assert own.get(path).status_code == 404
    publish_the_call(page)
    with own.get(path) as answer:
        assert answer.status_code == 200
    assert other.get(path).status_code == 404
    with page.session() as session:
        session.delete(session.query(tables.Review).one())


def test_what_was_left_out_is_listed_with_its_words_and_why(page: Opened) -> None:
    mark = {"kind": "crosstalk", "start_ms": 3000, "end_ms": 4000, "channel": 0, "reason": "the same wave"}
    with page.session() as session:
        session.get_one(tables.Recording, 1).marks = [{**mark, "text": "My <parcel> is late."}]
    html = page.as_user(page.shop.reviewer).get(f"/conversations/{page.shop.call}").text
    assert '<q dir="auto">My &lt;parcel&gt; is late.</q>' in html
    assert "the other speaker, heard through the line" in html
    with page.session() as session:
        session.get_one(tables.Recording, 1).marks = None


def test_each_speakers_silences_and_turns_are_listed(page: Opened) -> None:
    html = page.as_user(page.shop.reviewer).get(f"/conversations/{page.shop.call}").text
    assert html.count("Silence before speaking") == 2
    assert html.count("(longest ") == 2


def publish_the_call(page: Opened) -> None:
    with page.session() as session:
        review = tables.Review(
            conversation_id=page.shop.call,
            reviewer_id=page.shop.reviewer,
            rubric_id=page.shop.rubric,
            status=tables.ReviewStatus.PUBLISHED,
            started_at=NOW,
            updated_at=NOW,
        )
        session.add(review)
        session.add(tables.Feedback(review=review, agent_id=page.shop.agent, strength={}, points=[], published_at=NOW))


@pytest.mark.parametrize("path", ["/recordings/99", "/recordings/99/peaks"])
def test_a_recording_that_is_not_there_is_not_found(page: Opened, path: str) -> None:
    assert page.as_user(page.shop.manager).get(path).status_code == 404


def test_a_visitor_hears_nothing(page: Opened) -> None:
    assert page.app.test_client().get(SOUND).status_code == 303
