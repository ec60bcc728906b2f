#include "node/web/receipt_part.hpp"

#include <string_view>

#include "node/http/html.hpp"
#include "node/http/percent.hpp"
#include "node/web/answer_page.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Outcome;
using credential::Receipt;

std::string part_of(credential::CheckState state, const std::string& heading,
                    const std::string& html) {
  return "<section class=\"verdict " + std::string(class_of(state)) +
         R"(" role="status" tabindex="-1" autofocus>)" + sign_of(state) + "<h1>" + heading +
         "</h1>\n<div>\n" + html + "</div></section>\n";
}

std::string row(Language language, words::Key name, const std::string& html) {
  return "<div><dt>" + html_of(language, name) + "</dt><dd>" + html + "</dd></div>\n";
}

std::string code_html(std::string_view text) {
  return "<code dir=\"ltr\">" + http::escape_html(text) + "</code>";
}

std::string rows_of(const Receipt& receipt, const Languages& language) {
  std::string list = row(language, "receipt.checker",
                         (receipt.checker_name.empty() ? "" : bdi(receipt.checker_name) + "<br>") +
                             code_html(receipt.checker));
  list += row(language, "receipt.code", code_html(receipt.code));
  if (!receipt.badge_issuer.empty()) {
    list += row(language, "receipt.issuer", code_html(receipt.badge_issuer));
  }
  if (receipt.status_as_of) {
    list += row(language, "receipt.status_time", in_each(language, [&](Language one) {
                  return http::escape_html(words::say_time(one, *receipt.status_as_of));
                }));
  }
  list += row(language, "receipt.fingerprint", code_html(receipt.sha256));
  list += row(language, "receipt.salt", code_html(receipt.salt));
  return list + row(language, "receipt.program", bdi(receipt.program));
}

words::Key comparison(const ReceiptRead& read) {
  if (!read.is_same) return "receipt.bring";
  return *read.is_same ? words::Key("receipt.same") : words::Key("receipt.other");
}

std::string good_part(const ReceiptRead& read, const Languages& language) {
  const auto& receipt = *read.receipt;
  return part_of(state_of(receipt.outcome), html_of(language, "receipt.title"),
                 "<p>" +
                     html_of(language, credential::sentence_key(receipt.outcome),
                             {{"node", credential::checker_of(receipt)},
                              {"time", receipt.checked_at}}) +
                     "</p>\n<p>" + html_of(language, comparison(read)) +
                     "</p>\n<p class=\"small\">" + html_of(language, "receipt.then") + "</p>\n") +
         "<h2>" + html_of(language, "receipt.says") + "</h2>\n<section class=\"says\"><dl>\n" +
         rows_of(receipt, language) + "</dl></section>\n";
}

}  // namespace

std::string receipt_part(const ReceiptRead& read, const credential::Verdict& verdict,
                         const words::Languages& language) {
  if (read.receipt && verdict.accepted()) return good_part(read, language);
  const auto why = read.receipt ? html_of(language, "receipt.unproved",
                                          {{"node", credential::checker_of(*read.receipt)}})
                                : html_of(language, "receipt.broken");
  // What is signed well and says nothing that a receipt says is no receipt.
  const auto outcome = verdict.accepted() ? Outcome::not_genuine : verdict.outcome;
  const auto heading = verdict.accepted() ? words::Key("outcome.not_genuine") : heading_of(verdict);
  return part_of(state_of(outcome), html_of(language, heading), "<p>" + why + "</p>\n");
}

std::string receipt_link(const std::string& receipt, const words::Languages& language) {
  if (receipt.empty()) return {};
  return "<p class=\"deeds\"><a class=\"button quiet\" download=\"receipt.json\" "
         "href=\"data:application/json;charset=utf-8," +
         http::encode_segment(receipt) + "\">" + html_of(language, "receipt.download") +
         "</a></p>\n<p class=\"hint\">" + html_of(language, "receipt.download_hint") + "</p>\n";
}

}  // namespace waarmerk::node::web
