"""A CSL 1.0.2 processor in pure Python: a style, a locale and CSL-JSON items in; citations and a bibliography out.

    style = csl.parse_style(style_xml)
    processor = csl.Processor(style, locales, lang="en-GB")      # locales("en-GB") -> the locale's XML, or None
    processor.items(csl_json_items)
    outputs = processor.cite([{"citationItems": [{"id": "serge1951", "locator": "34"}], "properties": {"noteIndex": 1}}])
    text = csl.render(outputs[0], "markdown")
    bibliography = processor.bibliography()
    for item_id, output in bibliography.entries: ...

The package does no input or output of its own: whoever calls it brings the texts of the style and its locales.
Specification: https://docs.citationstyles.org/en/stable/specification.html
"""

from sergecite.csl.job import run_job
from sergecite.csl.locale import Locale, parse_locale
from sergecite.csl.output import Output
from sergecite.csl.processor import Bibliography, Processor
from sergecite.csl.style import Style, StyleError, parse_style
from sergecite.csl.writers import FORMATS, render

__all__ = [
    "FORMATS",
    "Bibliography",
    "Locale",
    "Output",
    "Processor",
    "Style",
    "StyleError",
    "parse_locale",
    "parse_style",
    "render",
    "run_job",
]
