// What a browser shows of an invitation: who invites to what, until when, and how to answer.
//
// The invitation itself stands behind the # of its link and never comes here: the page is about one
// of ours with this id, and needs no script. It links nowhere, since what stands behind the # would
// be left behind.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "node/actions/invite.hpp"
#include "node/http/html.hpp"
#include "node/http/language.hpp"
#include "node/routes/routes.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::routes {
namespace {

using http::escape_html;
using http::Language;
using web::bdi;

constexpr std::string_view style = R"(
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 system-ui, "Segoe UI", "Noto Sans", sans-serif; margin: 0;
  background: #fbfaf7; color: #1c2430 }
main { max-width: 38rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem }
dl { margin: 1.5rem 0; padding: .25rem 1.25rem; background: #fff; border: 1px solid #7a8594;
  border-radius: .6rem }
dt { font-size: .88rem; color: #4f5a69; margin-top: .8rem }
dd { margin: 0 0 .8rem }
code { font: .95rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace }
pre { margin: .75rem 0; padding: .9rem 1.1rem; background: #eef1f4; border-radius: .6rem;
  white-space: pre-wrap }
@media (prefers-color-scheme: dark) {
body { background: #14171c; color: #e9ecf1 }
dl { background: #1f242c; border-color: #8390a0 }
dt { color: #b3bcc9 }
pre { background: #1f242c }
}
)";

struct Words {
  std::string_view invites;
  std::string_view what;
  std::string_view who;
  std::string_view will_say;
  std::string_view issue;
  std::string_view introduce;
  std::string_view amount;
  std::string_view out_of;
  std::string_view about;
  std::string_view anything;
  std::string_view invitee;
  std::string_view anyone;
  std::string_view until;
  std::string_view how;
  std::string_view paste;
  std::string_view command;
  std::string_view hidden;
  std::string_view look;
  std::string_view closed;
  std::string_view ask_again;
};

constexpr Words english{
    "invites you",
    "Two organisations that recognise each other say so in public, each on its own feed. Whoever "
    "trusts one of them can see it then, and believe the badges of the other.",
    "Who invites",
    "What it will say of you",
    "that your own badges can be believed",
    "that your own badges can be believed, and whom you say to believe",
    "How much",
    " of ",
    "About",
    "anything",
    "For",
    "whoever has the link",
    "Open until",
    "How to answer",
    "On the machine of your own node, with the whole address of this page in place of the words in "
    "capitals:",
    "THE-ADDRESS-OF-THIS-PAGE",
    "Copy it from the address bar, with all that stands behind the #. Your browser keeps that part "
    "to itself: it is the invitation, and this page has not seen it.",
    "With --look behind it nothing is answered, and you see first what it says.",
    "This invitation is not open",
    "It was answered, withdrawn or is over. Ask for a new one:",
};

constexpr Words dutch{
    "nodigt u uit",
    "Twee organisaties die elkaar erkennen zeggen dat in het openbaar, ieder op de eigen feed. Wie "
    "een van beide vertrouwt, kan dat zien en ook de badges van de ander geloven.",
    "Wie uitnodigt",
    "Wat zij over u zal zeggen",
    "dat uw eigen badges te geloven zijn",
    "dat uw eigen badges te geloven zijn, en ook wie u aanwijst",
    "Hoeveel",
    " van ",
    "Waarover",
    "alles",
    "Voor",
    "wie de link heeft",
    "Open tot",
    "Zo antwoordt u",
    "Op de machine van uw eigen node, met het hele adres van deze pagina in plaats van de woorden "
    "in hoofdletters:",
    "HET-ADRES-VAN-DEZE-PAGINA",
    "Kopieer het uit de adresbalk, met alles wat achter de # staat. Uw browser houdt dat deel voor "
    "zich: het is de uitnodiging, en deze pagina heeft die niet gezien.",
    "Met --look erachter wordt niets geantwoord, en ziet u eerst wat er staat.",
    "Deze uitnodiging is niet open",
    "Zij is beantwoord, ingetrokken of voorbij. Vraag om een nieuwe:",
};

/// What this page speaks.
constexpr Language spoken[] = {Language::en, Language::nl};

const Words& words_of(Language language) { return language == Language::nl ? dutch : english; }

void add(std::string& page, std::string_view name, const std::string& html) {
  page += "<dt>" + escape_html(name) + "</dt>\n<dd>" + html + "</dd>\n";
}

std::string about_of(const trust::Scope& scope, const Words& words) {
  if (scope.any) return escape_html(words.anything);
  std::string text;
  for (const auto& [dimension, values] : scope.values) {
    for (const auto& value : values) text += (text.empty() ? "" : ", ") + bdi(value);
  }
  return text;
}

std::string moment_of(UnixTime time) {
  auto text = print_time(time).substr(0, std::string_view("2026-03-03T10:12").size());
  text[text.find('T')] = ' ';
  return text + " UTC";
}

std::string party_of(const actions::Identity& self) {
  const auto name = self.name.empty() ? std::string() : bdi(self.name) + "<br>";
  return name + "<code>" + escape_html(self.did.text()) + "</code>";
}

std::string name_of(const actions::Identity& self) {
  return self.name.empty() ? self.did.text() : self.name;
}

std::string terms_of(const trust::Invitation& invitation, const Words& words) {
  const auto& terms = invitation.terms;
  std::string list;
  add(list, words.will_say,
      escape_html(terms.kind == trust::Kind::introduce ? words.introduce : words.issue));
  add(list, words.amount,
      std::to_string(terms.amount) + std::string(words.out_of) +
          std::to_string(trust::full_amount));
  add(list, words.about, about_of(terms.scope, words));
  add(list, words.invitee,
      invitation.invitee ? "<code>" + escape_html(invitation.invitee->text()) + "</code>"
                         : escape_html(words.anyone));
  add(list, words.until, moment_of(invitation.until));
  return list;
}

std::string open_page(const actions::Identity& self, const trust::Invitation& invitation,
                      const Words& words) {
  std::string body = "<h1>" + bdi(name_of(self)) + " " + escape_html(words.invites) + "</h1>\n";
  body += "<p>" + escape_html(words.what) + "</p>\n<dl>\n";
  add(body, words.who, party_of(self));
  body += terms_of(invitation, words);
  body += "</dl>\n<h2>" + escape_html(words.how) + "</h2>\n";
  body += "<p>" + escape_html(words.paste) + "</p>\n";
  body += "<pre><code>waarmerk org accept '" + escape_html(words.command) + "'</code></pre>\n";
  body += "<p>" + escape_html(words.hidden) + "</p>\n";
  return body + "<p>" + escape_html(words.look) + "</p>\n";
}

std::string closed_page(const actions::Identity& self, const Words& words) {
  return "<h1>" + escape_html(words.closed) + "</h1>\n<p>" + escape_html(words.ask_again) +
         "</p>\n<p>" + party_of(self) + "</p>\n";
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters parameters) {
  CO_TRY(open, actions::open_invitations(services.ports));
  const auto language =
      http::choose_language(request.headers.find("Accept-Language").value_or(""), spoken);
  const auto& words = words_of(language);
  const auto& self = services.ports.self;
  http::Page page{.language = language, .title = {}, .style = style, .body = {}};
  if (const auto found = std::ranges::find(open, parameters["id"], actions::id_of);
      found != open.end()) {
    page.title = name_of(self) + " " + std::string(words.invites);
    page.body = open_page(self, *found, words);
  } else {
    page.status = 404;
    page.title = words.closed;
    page.body = closed_page(self, words);
  }
  co_return http::page_response(page);
}

}  // namespace

std::vector<Row> invitation_page_rows() {
  return {{"GET", "/invitation/{id}", Guard::open_cheap, {}, show}};
}

}  // namespace waarmerk::node::routes
