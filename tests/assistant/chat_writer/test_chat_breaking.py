from assistant.chat_writer.breaking import CircuitBreaker


def test_a_server_that_fails_again_and_again_is_left_alone_and_then_tried_by_one() -> None:
    now = 0.0
    breaker = CircuitBreaker(failures=2, pause=30, clock=lambda: now)
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    now = 31
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.failed()
    now = 60
    assert not breaker.lets_through()
    now = 62
    assert breaker.lets_through()
    breaker.succeeded()
    assert all(breaker.lets_through() for _ in range(3))


def test_failures_count_only_in_a_row() -> None:
    breaker = CircuitBreaker(failures=2)
    for _ in range(5):
        breaker.failed()
        breaker.succeeded()
    assert breaker.lets_through()
