"""The keys of a quote and of the catalogue."""

from prospect_tui.keys.row import DEAL, LINE, LIST, N_, QUOTE, RESULT, Key

QUOTE_KEYS: tuple[Key, ...] = (
    Key("quote.edit", "enter,e", "edit", "quote", N_("edit"), LINE),
    Key("quote.new", "n,ctrl+n,insert", "new", "quote", N_("new line"), QUOTE),
    Key("quote.catalogue", "c", "from_catalogue", "quote", N_("catalogue"), QUOTE),
    Key("quote.send", "s", "send", "quote", N_("sent"), QUOTE),
    Key("quote.accept", "a", "accept", "quote", N_("accepted"), QUOTE),
    Key("quote.refuse", "x", "refuse", "quote", N_("refused"), QUOTE),
    Key("quote.pdf", "p", "pdf", "quote", N_("PDF"), QUOTE),
    Key("quote.details", "i", "details", "quote", N_("client, conditions, discount"), QUOTE),
    Key("quote.version", "v", "version", "quote", N_("new version"), QUOTE),
    Key("quote.remove", "k,delete", "remove", "quote", N_("remove the line"), LINE),
    Key("quote.up", "alt+up", "move(-1)", "quote", N_("move up"), LINE, footer=False),
    Key("quote.down", "alt+down", "move(1)", "quote", N_("move down"), LINE, footer=False),
    Key("quote.option", "o", "option", "quote", N_("option, or counted"), LINE, footer=False),
    Key("quote.detail", "t", "detail", "quote", N_("more about the line"), LINE, footer=False),
    Key("quote.keep", "m", "keep_in_catalogue", "quote", N_("put into the catalogue"), LINE,
        footer=False),
    Key("quote.others", "q", "others", "quote", N_("other quotes of the sale"), DEAL),
    Key("quote.current", "f", "make_current", "quote", N_("gives the amount"), DEAL,
        footer=False),
    Key("quote.discard", "b", "discard", "quote", N_("delete the draft"), QUOTE, footer=False),
    Key("quote.copy", "z", "copy_to", "quote", N_("copy to an opportunity"), DEAL, footer=False),
    Key("quote.date", "d", "date", "quote", N_("next action"), DEAL, footer=False),
)  # fmt: skip

CATALOGUE_KEYS: tuple[Key, ...] = (
    Key("catalogue.edit", "enter,e", "edit", "catalogue", N_("change"), RESULT),
    Key("catalogue.new", "n,ctrl+n,insert", "new", "catalogue", N_("add"), LIST),
    Key("catalogue.up", "shift+up,alt+up", "move(-1)", "catalogue", N_("move up"), RESULT),
    Key("catalogue.down", "shift+down,alt+down", "move(1)", "catalogue", N_("move down"), RESULT),
    Key("catalogue.retire", "b", "retire", "catalogue", N_("retire or bring back"), RESULT),
)  # fmt: skip
