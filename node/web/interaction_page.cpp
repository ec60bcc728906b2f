#include "node/web/interaction_page.hpp"

#include "node/http/html.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/party.hpp"
#include "node/web/qr_picture.hpp"

namespace waarmerk::node::web {
namespace {

using http::escape_html;
using words::Key;

std::string title_of(const InteractionPage& page, Key key) {
  const std::vector<words::Fact> facts{{"who", page.node_name}};
  return words::fill(page.language, words::text_of(page.language, key), facts);
}

std::string opening(const InteractionPage& page, Key title, Key lead) {
  return "<h1>" + html_of(page.language, title, {{"who", page.node_name}}) +
         "</h1>\n<p class=\"lead\">" + html_of(page.language, lead, {{"who", page.node_name}}) +
         "</p>\n";
}

std::string row(const InteractionPage& page, Key word, std::string_view text) {
  return "<div><dt>" + html_of(page.language, word) + "</dt><dd>" + bdi(text) + "</dd></div>\n";
}

/// The address of the node, without the path of this page.
std::string origin_of(const InteractionPage& page) {
  const bool has_both = page.link.ends_with(page.path);
  return has_both ? page.link.substr(0, page.link.size() - page.path.size()) : std::string();
}

std::string until_part(const InteractionPage& page) {
  return "<p class=\"aside\">" + html_of(page.language, "ask.until", {{"until", page.until}}) +
         "</p>\n";
}

/// A button, a picture and a text: whoever cannot use one of them has the others.
std::string ways_on(const InteractionPage& page) {
  const auto& language = page.language;
  return "<div class=\"deeds\"><a class=\"button\" href=\"" + escape_html(page.book_path) + "\">" +
         html_of(language, "ask.open_book") + "</a> <a class=\"button quiet\" href=\"" +
         escape_html(page.wallet_link) + "\">" + html_of(language, "ask.open_app") +
         "</a></div>\n" + until_part(page) + "<section class=\"other\"><h2>" +
         html_of(language, "ask.elsewhere") + "</h2>\n" +
         qr_picture(page.link, words::text_of(language, "ask.qr_alt")) + "<p>" +
         html_of(language, "ask.scan") + "</p>\n<p>" + html_of(language, "ask.link") +
         "</p>\n<p><code dir=\"ltr\">" + escape_html(page.link) + "</code></p></section>\n";
}

http::Response framed_page(const InteractionPage& page, Key title, std::string body) {
  auto response = framed({.language = page.language,
                          .title = title_of(page, title),
                          .node_name = page.node_name,
                          .path = page.path,
                          .body = std::move(body)});
  // One address for two readers, and what it leads to is soon over.
  response.headers.set("Vary", "Accept, Accept-Language");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::string asked_part(const RequestPage& page) {
  std::string list;
  for (const auto& claim : page.asked) {
    const auto value = bdi(claim.text);
    list += claim.word ? "<li>" + html_of(page.language, *claim.word) + ": " + value + "</li>\n"
                       : "<li>" + value + "</li>\n";
  }
  if (list.empty()) list = "<li>" + html_of(page.language, "ask.what_any") + "</li>\n";
  return "<div><dt>" + html_of(page.language, "ask.what") + "</dt><dd><ul>" + list +
         "</ul></dd></div>\n";
}

}  // namespace

http::Response offer_page(const OfferPage& page) {
  auto body = opening(page, "ask.offer_title", "ask.offer_lead");
  body += "<dl class=\"says\">" + row(page, "ask.badge", page.badge_name);
  if (!page.description.empty()) body += row(page, "ask.description", page.description);
  body += "<div><dt>" + html_of(page.language, "ask.issuer") + "</dt><dd>" +
          party_html(page.node_name, origin_of(page)) + "</dd></div>\n</dl>\n<p class=\"note\">" +
          html_of(page.language, "ask.code", {{"who", page.node_name}}) + "</p>\n" + ways_on(page);
  return framed_page(page, "ask.offer_title", std::move(body));
}

http::Response request_page(const RequestPage& page) {
  auto body = opening(page, "ask.request_title", "ask.request_lead");
  body += "<dl class=\"says\">" + row(page, "ask.purpose", page.purpose) + asked_part(page) +
          "</dl>\n<p class=\"note\">" +
          html_of(page.language, "ask.kept", {{"until", page.kept_until}}) + "</p>\n" +
          ways_on(page);
  return framed_page(page, "ask.request_title", std::move(body));
}

http::Response gone_page(const words::Languages& language, const std::string& node_name) {
  auto response =
      framed({.status = 404,
              .language = language,
              .title = std::string(words::text_of(language, "ask.gone_title")),
              .node_name = node_name,
              .body = "<h1>" + html_of(language, "ask.gone_title") + "</h1>\n<p class=\"lead\">" +
                      html_of(language, "ask.gone") + "</p>\n"});
  response.headers.set("Vary", "Accept, Accept-Language");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace waarmerk::node::web
