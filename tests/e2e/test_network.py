"""Two demos that start at the same time want the same port, and one gets it."""

import socket

from gymlab.house.network import LOOPBACK, claimed, free_port


def test_a_claim_keeps_others_away_and_ends() -> None:
    port = free_port()
    with claimed(port) as first, claimed(port) as second:
        assert (first, second) == (True, False)
    with claimed(port) as again:
        assert again


def test_a_port_in_use_is_not_to_be_had() -> None:
    with socket.socket() as server:
        server.bind((LOOPBACK, 0))
        server.listen()
        with claimed(server.getsockname()[1]) as mine:
            assert not mine
