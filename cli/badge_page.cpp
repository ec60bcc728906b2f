#include "cli/badge_page.hpp"

#include <string_view>
#include <vector>

#include "cli/output.hpp"
#include "node/credential/picture.hpp"
#include "node/http/html.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
using node::http::escape_html;

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@page { size: A5; margin: 12mm }
body { font: 11pt/1.45 sans-serif; max-width: 32em; margin: 1em auto; padding: 0 1em; color: #111 }
h1 { font-size: 18pt; line-height: 1.2; margin: 0.3em 0 }
img { max-width: 38mm; max-height: 38mm }
dt { font-weight: bold; margin-top: 0.5em }
dd { margin: 0; overflow-wrap: anywhere }
.verdict { border: 2px solid; padding: 0.5em 0.8em; margin-top: 1em; break-inside: avoid }
</style>
)";

/// Text of others turns nothing around but itself.
std::string bdi(std::string_view text) { return "<bdi>" + escape_html(text) + "</bdi>"; }

void add_html(std::string& page, std::string_view name, const std::string& html) {
  page += "<dt>" + escape_html(name) + "</dt>\n<dd>" + html + "</dd>\n";
}

void add(std::string& page, std::string_view name, std::string_view text) {
  if (!text.empty()) add_html(page, name, bdi(text));
}

void add_lines(std::string& page, std::string_view heading,
               const std::vector<credential::ViewLine>& lines) {
  for (const auto& line : lines) {
    const bool has_both = !line.name.empty() && !line.text.empty();
    if (has_both) add_html(page, heading, bdi(line.name) + ": " + bdi(line.text));
    if (!has_both) add(page, heading, line.name + line.text);
  }
}

std::string day_of(const std::optional<UnixTime>& time) {
  return time ? print_time(*time).substr(0, std::string_view("2026-03-03").size()) : std::string();
}

std::string subject_of(const credential::BadgeView& view) {
  if (!view.subject.empty()) return view.subject;
  return view.is_subject_hashed ? "somebody whose name the badge does not tell" : "";
}

std::string issuer_of(const credential::BadgeView& view, const credential::Verdict& verdict) {
  const auto& name = view.issuer_name.empty() ? verdict.issuer_name : view.issuer_name;
  const auto& id = view.issuer_id.empty() ? verdict.issuer : view.issuer_id;
  if (name.empty() || id.empty()) return name.empty() && id.empty() ? "" : bdi(name + id);
  return bdi(name) + " (" + bdi(id) + ")";
}

}  // namespace

std::string badge_page(const credential::BadgeView& view, const credential::Verdict& verdict) {
  const auto title = view.name.empty() ? verdict.name : view.name;
  std::string page(head);
  page += "<title>" + escape_html(title) + "</title>\n</head>\n<body>\n";
  if (credential::picture_in(view.image)) {
    page += "<img alt=\"\" src=\"" + escape_html(view.image) + "\">\n";
  }
  page += "<h1>" + escape_html(title) + "</h1>\n";
  if (!view.description.empty()) page += "<p>" + escape_html(view.description) + "</p>\n";
  page += "<dl>\n";
  add(page, "Given to", subject_of(view));
  if (const auto issuer = issuer_of(view, verdict); !issuer.empty()) {
    add_html(page, "Given by", issuer);
  }
  add(page, "On", day_of(view.from));
  add(page, "Until", day_of(view.until));
  add(page, "For", view.criteria);
  add(page, "How", view.narrative);
  add_lines(page, "Result", view.results);
  add_lines(page, "Evidence", view.evidence);
  add_lines(page, "Corresponds to", view.alignments);
  add_lines(page, "Endorsed by", view.endorsements);
  add_lines(page, "Holds", view.contents);
  add(page, "Number", view.id);
  page += "</dl>\n<p class=\"verdict\"><strong>" +
          escape_html(credential::say_outcome(verdict.outcome)) + "</strong><br>" +
          escape_html(one_line(credential::summarize(verdict))) + "</p>\n</body>\n</html>\n";
  return page;
}

}  // namespace waarmerk::cli
