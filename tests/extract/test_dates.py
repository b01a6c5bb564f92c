import pytest

from paperweft.extract.dates import iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031-06-08", "2031-06-08"),
        ("2031-06-08T10:00:00Z", "2031-06-08"),
        ("2031年6月8日", "2031-06-08"),
        ("2031 年 6 月", "2031-06"),
        ("2031/6/8", "2031-06-08"),
        ("8th June 2031", "2031-06-08"),
        ("8 Jun 2031", "2031-06-08"),
        ("June 8, 2031", "2031-06-08"),
        ("Sun, 8 Jun 2031 17:59:00 GMT", "2031-06-08"),
        ("Sept. 2031", "2031-09"),
        ("2031", "2031"),
        ("31 June 2031", "2031-06"),
        ("2031-13-01", "2031"),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso
