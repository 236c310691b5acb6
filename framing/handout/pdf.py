"""A page as PDF, tagged as PDF/UA. The only module that imports WeasyPrint."""

from __future__ import annotations

from framing.errors import OutputError


def write_pdf(page: str) -> tuple[bytes, int]:
    """(PDF, number of its pages) of a page of HTML. Nothing is fetched but what the page holds itself.

    Raises `OutputError` where WeasyPrint or Pango is missing.
    """
    try:
        from weasyprint import HTML, URLFetcher
    except ImportError as error:
        raise OutputError(
            "PDF needs WeasyPrint: pip install weasyprint; the HTML pages were made and print well"
        ) from error
    except OSError as error:
        raise OutputError(
            "PDF needs Pango (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0); "
            "the HTML pages were made and print well"
        ) from error

    document = HTML(string=page, base_url=None, url_fetcher=URLFetcher(allowed_protocols=["data"])).render()
    data: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return data, len(document.pages)
