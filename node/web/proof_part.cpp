#include "node/web/proof_part.hpp"

#include <algorithm>

#include "node/http/html.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {
namespace {

using credential::SigningKey;
using credential::Source;

std::string code_html(std::string_view text) {
  return "<code dir=\"ltr\">" + breakable(text) + "</code>";
}

std::string row(const Languages& languages, words::Key name, const std::string& html) {
  return html.empty()
             ? std::string()
             : "<div><dt>" + html_of(languages, name) + "</dt><dd>" + html + "</dd></div>\n";
}

std::string code_row(const Languages& languages, words::Key name, std::string_view text) {
  return text.empty() ? std::string() : row(languages, name, code_html(text));
}

words::Key key_of(Source source) {
  switch (source) {
    case Source::none: return "keys.self";
    case Source::own: return "keys.own";
    case Source::gossip: return "keys.gossip";
    case Source::https: return "keys.https";
    case Source::documents: return "keys.documents";
    case Source::bundle:
    case Source::holder_staple: return "keys.brought";
  }
  return "keys.self";
}

std::string known_from(const SigningKey& key, const Languages& languages) {
  auto html = html_of(languages, key_of(key.source));
  if (!key.document_as_of) return html;
  return html + " " + html_of(languages, "keys.as_of", {{"time", *key.document_as_of}});
}

std::string key_part(const SigningKey& key, const Languages& languages) {
  return "<h3>" + html_of(languages, "keys.key") + "</h3>\n<dl>\n" +
         code_row(languages, "keys.name", key.method) +
         row(languages, "keys.kind",
             bdi(key.kind) + (key.suite.empty() ? "" : " · " + code_html(key.suite))) +
         code_row(languages, "keys.multibase", key.multibase) +
         code_row(languages, "keys.thumbprint", key.thumbprint) +
         row(languages, "keys.from", known_from(key, languages)) + "</dl>\n";
}

words::Key key_of(ContextShown::Standing standing) {
  switch (standing) {
    case ContextShown::Standing::shipped: return "keys.shipped";
    case ContextShown::Standing::pinned: return "keys.pinned";
    case ContextShown::Standing::unknown: return "keys.unknown";
  }
  return "keys.unknown";
}

std::string contexts_part(const std::vector<ContextShown>& contexts, const Languages& languages) {
  if (contexts.empty()) return {};
  std::string items;
  for (std::size_t i = 0; i < std::min(contexts.size(), contexts_shown_max); ++i) {
    const auto& one = contexts[i];
    items += "<li>" + code_html(one.url) + "<br>" +
             (one.sha256.empty() ? "" : code_html(one.sha256) + "<br>") +
             html_of(languages, key_of(one.standing)) + "</li>\n";
  }
  return "<h3>" + html_of(languages, "keys.contexts") + "</h3>\n<ul>\n" + items + "</ul>\n";
}

std::string badge_part(const ProofShown& proof, const Languages& languages) {
  if (proof.badge.empty()) return {};
  const auto name = proof.is_inside ? words::Key("all.badge_inside") : words::Key("all.badge");
  auto end = std::min(proof.badge.size(), badge_shown_bytes_max);
  const bool is_cut = end < proof.badge.size();
  while (is_cut && end > 0 && (static_cast<unsigned char>(proof.badge[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  const auto note = is_cut ? "<p>" +
                                 html_of(languages, "all.cut",
                                         {{"shown", std::to_string(end)},
                                          {"all", std::to_string(proof.badge.size())}}) +
                                 "</p>\n"
                           : "";
  return "<details class=\"raw\"><summary>" + html_of(languages, name) + "</summary>\n" + note +
         scroll_box(std::string_view(proof.badge).substr(0, end), languages, name) + "</details>\n";
}

}  // namespace

std::string scroll_box(std::string_view text, const Languages& languages, words::Key name) {
  return R"(<pre dir="ltr" tabindex="0" role="group" aria-label=")" +
         attribute_of(languages, name) + "\">" + breakable(text) + "</pre>";
}

std::string proof_part(std::span<const SigningKey> keys, const ProofShown& proof,
                       const Languages& languages) {
  std::string parts;
  for (const auto& key : keys) parts += key_part(key, languages);
  if (keys.empty()) parts = "<p>" + html_of(languages, "keys.none") + "</p>\n";
  return "<details class=\"keys\"><summary>" + html_of(languages, "keys.title") + "</summary>\n" +
         parts + contexts_part(proof.contexts, languages) + "</details>\n" +
         badge_part(proof, languages);
}

}  // namespace waarmerk::node::web
