"""What the HTML converter knows of elements."""

# ruff: noqa: SIM905 - words in a line read better than a word a line

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
        "p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
INLINE = frozenset(
    (
        "a abbr acronym area audio b base basefont bdi bdo big br button canvas cite code col colgroup "
        "data datalist del dfn em embed font head i iframe img input ins kbd label link map mark math "
        "meta meter noscript object optgroup option output param picture progress q rb rp rt rtc ruby s "
        "samp script select slot small source span strike strong style sub sup svg template textarea time "
        "title track tt u var video wbr"
    ).split()
)
KNOWN = BLOCKS | INLINE
VOID = frozenset(("area base basefont br col embed hr img input link meta param source track wbr").split())
SKIPPED = frozenset(
    (
        "button canvas datalist head iframe audio math noscript object rp script select style svg "
        "template textarea title video"
    ).split()
)
EMBEDS = frozenset(("audio embed iframe object video").split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CLOSES_PARAGRAPH = BLOCKS - {"body", "html", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
# A new one of these ends an open one of the same row, unless one of the right-hand elements lies between.
CLOSES_SIBLING = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
