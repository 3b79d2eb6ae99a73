"""Many threads at once lose nothing and double nothing; `make bench` does it for longer."""

import threading

from app.voice import Said, Tallies, Voice
from tests.store.databases import OpenDatabase, Ticking
from tests.voice.test_tallies import TODAY, counted

THREADS = 8
WRITES = 50


def test_four_hundred_writes_at_once_are_four_hundred(
    open_database: OpenDatabase, ticking: Ticking
) -> None:
    shared = open_database()
    voice, tallies = Voice(shared, ticking), Tallies(shared)

    def write(thread: int) -> None:
        for n in range(WRITES):
            words = "the same from everyone" if n % 2 else f"thread {thread} said {n}"
            voice.keep(Said("wrong", "other", "the-pantry", words=words))
            tallies.note("food", "", "found", TODAY)
            tallies.write()

    work = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for each in work:
        each.start()
    for each in work:
        each.join()
    times = sorted(kept.times for kept in voice.export())
    assert times == [1] * (THREADS * WRITES // 2) + [THREADS * WRITES // 2]
    assert set(counted(shared).values()) == {THREADS * WRITES}
