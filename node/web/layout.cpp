#include "node/web/layout.hpp"

#include <string_view>

#include "node/http/html.hpp"
#include "node/web/assets.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"

namespace waarmerk::node::web {
namespace {

using http::escape_html;

constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    // One policy for the name of the service worker, and that of Svelte for its own templates.
    "require-trusted-types-for 'script'; trusted-types waarmerk svelte-trusted-html";

constexpr std::string_view mark =
    R"(<svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke-linecap="round" )"
    R"(stroke-linejoin="round"><path class="rail" d="M3 16h26"/><circle cx="16" cy="16" r="8"/>)"
    R"(<path d="m12.6 16.2 2.4 2.4 4.5-4.8"/></svg>)";

/// What a phone draws around the page: its paper, as page.css has it.
constexpr std::string_view theme =
    "<meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" content=\"#fbfaf7\">\n"
    "<meta name=\"theme-color\" media=\"(prefers-color-scheme: dark)\" content=\"#12161c\">\n";

std::string links_of(const Frame& frame) {
  std::string links;
  for (const auto source : frame.assets) {
    const auto path = asset_path(source);
    links += source.ends_with(".css") ? "<link rel=\"stylesheet\" href=\"" + path + "\">\n"
                                      : "<script type=\"module\" src=\"" + path + "\"></script>\n";
  }
  if (frame.manifest.empty()) return links;
  return links + "<link rel=\"manifest\" href=\"" + escape_html(frame.manifest) +
         "\">\n<link rel=\"apple-touch-icon\" href=\"" + asset_path("icon-maskable.png") + "\">\n";
}

std::string direction_of(words::Language language) {
  return words::is_right_to_left(language) ? "rtl" : "ltr";
}

std::string code_of(words::Language language) {
  return std::string(words::print_language(language));
}

/// What a script needs of the second language; what it means for the style is up to page.css.
std::string second_of(const Frame& frame) {
  const auto& second = frame.language.second;
  return second ? " data-second-language=\"" + code_of(*second) + "\"" : std::string();
}

std::string head_of(const Frame& frame) {
  return "<!DOCTYPE html>\n<html lang=\"" + code_of(frame.language) + "\" dir=\"" +
         direction_of(frame.language) + "\"" + second_of(frame) +
         ">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n" +
         std::string(theme) + "<title>" + escape_html(frame.title) +
         "</title>\n<link rel=\"stylesheet\" href=\"" + asset_path("page.css") +
         "\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"" + asset_path("icon.svg") +
         "\">\n<script type=\"module\" src=\"" + asset_path("page.js") + "\"></script>\n" +
         links_of(frame) + "</head>\n";
}

std::string path_in(const Frame& frame, const Languages& wanted) {
  return escape_html(frame.path) + (frame.path.contains('?') ? "&amp;lang=" : "?lang=") +
         words::print_languages(wanted);
}

/// Of an answer, which has no address of its own: a button that asks the same once more.
std::string button_to(const Languages& wanted, words::Language named, bool is_current) {
  return "<button formaction=\"/check?lang=" + words::print_languages(wanted) + "\" lang=\"" +
         code_of(named) + "\" dir=\"" + direction_of(named) + "\"" +
         (is_current ? " aria-current=\"true\"" : "") + ">" + escape_html(words::name_of(named)) +
         "</button>";
}

std::string link_to(const Frame& frame, const Languages& wanted, words::Language named,
                    bool is_current) {
  if (frame.path.empty()) return "<li>" + button_to(wanted, named, is_current) + "</li>";
  const auto code = code_of(named);
  return "<li><a href=\"" + path_in(frame, wanted) + "\" lang=\"" + code + "\" dir=\"" +
         direction_of(named) + "\" hreflang=\"" + code + "\"" +
         (is_current ? " aria-current=\"true\"" : "") + ">" + escape_html(words::name_of(named)) +
         "</a></li>";
}

/// Each language is named by itself, in itself.
std::string first_links(const Frame& frame) {
  std::string list;
  for (const auto one : words::all_languages) {
    const auto wanted =
        frame.language.second ? Languages(one, *frame.language.second) : Languages(one);
    list += link_to(frame, wanted, one, one == frame.language.first);
  }
  return list;
}

/// The one that is shown beside it goes when it is chosen again.
std::string second_links(const Frame& frame) {
  std::string list;
  for (const auto one : words::all_languages) {
    if (one == frame.language.first) continue;
    const bool is_current = frame.language.second == one;
    const auto wanted =
        is_current ? Languages(frame.language.first) : Languages(frame.language.first, one);
    list += link_to(frame, wanted, one, is_current);
  }
  return list;
}

std::string one_link(const Frame& frame) {
  const auto word = html_of(frame.language.first, "language.one");
  const Languages one(frame.language.first);
  if (frame.path.empty()) {
    return "<p><button formaction=\"/check?lang=" + words::print_languages(one) + "\">" + word +
           "</button></p>\n";
  }
  return "<p><a href=\"" + path_in(frame, one) + "\">" + word + "</a></p>\n";
}

/// Closed it is one word, so that eight languages take no more of a phone than one.
std::string languages_of(const Frame& frame) {
  const bool is_answer = frame.path.empty();
  if (is_answer && frame.again.empty()) return {};
  std::string names = "<span>" + escape_html(words::name_of(frame.language.first)) + "</span>";
  if (const auto& second = frame.language.second) {
    names += " + <span lang=\"" + code_of(*second) + "\" dir=\"" + direction_of(*second) + "\">" +
             escape_html(words::name_of(*second)) + "</span>";
  }
  std::string stop;
  if (frame.language.second) {
    stop = one_link(frame);
  }
  const std::string open = is_answer ? "<form class=\"choices again\" method=\"post\" "
                                       "enctype=\"multipart/form-data\" action=\"/check\">\n" +
                                           frame.again
                                     : "<div class=\"choices\">\n";
  return "<nav class=\"languages\" aria-label=\"" + attribute_of(frame.language, "language.other") +
         "\"><details><summary>" + pictogram_of("language") + names + "</summary>\n" + open +
         "<h2>" + html_of(frame.language, "language.other") + "</h2>\n<ul>" + first_links(frame) +
         "</ul>\n<h2>" + html_of(frame.language, "language.beside") + "</h2>\n<ul>" +
         second_links(frame) + "</ul>\n" + stop + (is_answer ? "</form>" : "</div>") +
         "</details></nav>\n";
}

std::string note_in(words::Language language) {
  if (!words::is_machine_drafted(language)) return {};
  return "<p class=\"note\" lang=\"" + code_of(language) + "\" dir=\"" + direction_of(language) +
         "\">" + html_of(language, "language.machine") + "</p>\n";
}

std::string note_of(const Frame& frame) {
  const auto& second = frame.language.second;
  return note_in(frame.language.first) + (second ? note_in(*second) : std::string());
}

std::string body_of(const Frame& frame) {
  return "<body>\n<a class=\"skip\" href=\"#main\">" + html_of(frame.language, "page.skip") +
         "</a>\n<header class=\"top\"><a class=\"mark\" href=\"/check?lang=" +
         words::print_languages(frame.language) + "\">" + std::string(mark) +
         "<span>Waarmerk</span></a>\n" + languages_of(frame) +
         "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + note_of(frame) + frame.body +
         "</main>\n<footer class=\"foot\">" +
         html_of(frame.language, "page.node", {{"node", frame.node_name}}) +
         "</footer>\n</body>\n</html>\n";
}

}  // namespace

http::Response framed(const Frame& frame) {
  http::Response response;
  response.status = frame.status;
  auto& headers = response.headers;
  headers.set("Content-Type", "text/html; charset=utf-8");
  const auto& second = frame.language.second;
  headers.set("Content-Language",
              code_of(frame.language) + (second ? ", " + code_of(*second) : ""));
  headers.set("Vary", "Accept-Language");
  headers.set("Content-Security-Policy", std::string(policy));
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  headers.set("Permissions-Policy", frame.wants_camera
                                        ? "camera=(self), geolocation=(), microphone=()"
                                        : "camera=(), geolocation=(), microphone=()");
  response.body = head_of(frame) + body_of(frame);
  return response;
}

}  // namespace waarmerk::node::web
