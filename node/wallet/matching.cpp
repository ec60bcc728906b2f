#include "node/wallet/matching.hpp"

#include <algorithm>
#include <optional>
#include <ranges>
#include <span>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/jsonld/expand.hpp"
#include "did/did_key.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/securing.hpp"
#include "node/openid/metadata.hpp"
#include "node/wallet/presenting.hpp"

namespace waarmerk::node::wallet {
namespace {

using credential::Secured;

std::string_view format_of(const Secured& secured) {
  if (secured.disclosed || secured.cose) return {};
  return secured.jws ? openid::jwt_vc_json : openid::ldp_vc;
}

void add_texts(std::vector<std::string>& texts, std::optional<json::Value> value) {
  if (!value) return;
  if (const auto text = value->string()) texts.emplace_back(*text);
  for (const json::Value one : value->elements()) {
    if (const auto text = one.string()) texts.emplace_back(*text);
  }
}

/// The types as they are written, and what their context makes of them (OpenID4VP 1.0 B.1.1).
std::vector<std::string> kinds_of(json::Value badge) {
  const auto context = badge.find("@context");
  const auto types = badge.find("type");
  std::vector<std::string> kinds;
  if (!context || !types) return kinds;
  add_texts(kinds, types);
  json::Writer writer;
  writer.begin_object().name("@context").value(*context).name("type").value(*types).end_object();
  const auto alone = json::parse(writer.text());
  if (!alone) return kinds;
  const auto expanded = jsonld::expand(alone->root());
  if (!expanded) return kinds;
  for (const json::Value node : expanded->root().elements()) add_texts(kinds, node.find("@type"));
  return kinds;
}

/// A badge that was opened, and may be shown by a key of the book.
struct Own {
  std::size_t place;
  Secured badge;
  std::vector<std::string> kinds;
};

bool is_ours(const Book& book, json::Value badge) {
  const auto subject = badge.find("credentialSubject");
  const auto id = subject ? subject->find("id").and_then(&json::Value::string) : std::nullopt;
  return id &&
         std::ranges::any_of(book.holders, [&](const Holder& each) { return each.id == *id; });
}

/// The newest first.
std::vector<Own> open_own(const Book& book) {
  std::vector<Own> own;
  for (std::size_t place = book.badges.size(); place-- > 0;) {
    auto opened = credential::open(book.badges[place].text);
    if (!opened || !is_ours(book, opened->document.root())) continue;
    auto kinds = kinds_of(opened->document.root());
    own.push_back({place, std::move(*opened), std::move(kinds)});
  }
  return own;
}

std::optional<Match> find_match(const std::vector<Own>& own, const openid::CredentialQuery& query) {
  for (const auto& each : own) {
    const openid::Candidate candidate{
        .format = format_of(each.badge), .claims = each.badge.document.root(), .kinds = each.kinds};
    if (openid::claims_shown(query, candidate)) return Match{query.id, query.format, each.place};
  }
  return std::nullopt;
}

const Match* find_answer(const std::vector<Match>& all, std::string_view query) {
  const auto found = std::ranges::find(all, query, &Match::query);
  return found == all.end() ? nullptr : &*found;
}

void take(std::vector<Match>& chosen, const Match& match) {
  if (find_answer(chosen, match.query) == nullptr) chosen.push_back(match);
}

/// The first alternative of a set that can be met whole.
bool take_option(std::vector<Match>& chosen, const openid::CredentialSet& set,
                 const std::vector<Match>& all) {
  for (const auto& option : set.options) {
    const auto can = [&](const std::string& id) { return find_answer(all, id) != nullptr; };
    if (!std::ranges::all_of(option, can)) continue;
    for (const auto& id : option) take(chosen, *find_answer(all, id));
    return true;
  }
  return false;
}

/// A presentation of one badge, as a value of `vp_token`.
Result<std::string> present_one(const Book& book, const Asked& asked, const Match& match,
                                UnixTime now) {
  const std::span badges(&book.badges[match.badge], 1);
  TRY(holder, presenter_of(book, badges));
  if (match.format == openid::ldp_vc) {
    TRY(shown, present(holder, badges,
                       {.now = now,
                        .until = now + answer_ms,
                        .challenge = asked.nonce,
                        .domain = asked.client_id}));
    return json::print(shown.root());
  }
  TRY(signer, signer_of(holder));
  TRY(file, credential::unwrap_badge(badges.front().text));
  TRY(envelope, json::parse(credential::envelop(file.text)));
  TRY(unsigned_one, credential::write_presentation({envelope}, holder.id));
  TRY(jwt, credential::secure_jwt(
               unsigned_one,
               {.verification_method = did::did_key_method_of(signer->public_key()).text(),
                .created = now,
                .challenge = asked.nonce,
                .domain = asked.client_id},
               *signer));
  json::Writer writer;
  writer.string(jwt);
  return writer.take();
}

std::string with_state(std::string form, const Asked& asked) {
  if (asked.state.empty()) return form;
  return form + "&state=" + encoding::encode_percent(asked.state);
}

}  // namespace

Result<std::vector<Match>> match_badges(const Book& book, const openid::Dcql& query) {
  const auto own = open_own(book);
  std::vector<Match> all;
  for (const auto& each : query.credentials) {
    if (auto match = find_match(own, each)) all.push_back(std::move(*match));
  }
  std::vector<Match> chosen;
  if (query.sets.empty() && all.size() == query.credentials.size()) chosen = all;
  bool is_enough = !query.sets.empty() || !chosen.empty();
  for (const auto& set : query.sets) {
    if (set.is_required) is_enough = take_option(chosen, set, all) && is_enough;
  }
  if (is_enough && !chosen.empty()) return chosen;
  return fail(no_match, "No badge of the book is what they ask for.");
}

Result<std::string> write_answer(const Book& book, const Asked& asked,
                                 const std::vector<Match>& matches, UnixTime now) {
  json::Writer writer;
  writer.begin_object();
  for (const auto& match : matches) {
    TRY(shown, present_one(book, asked, match, now));
    writer.name(match.query).begin_array().raw(shown).end_array();
  }
  writer.end_object();
  return with_state("vp_token=" + encoding::encode_percent(writer.text()), asked);
}

std::string write_refusal(const Asked& asked) { return with_state("error=access_denied", asked); }

}  // namespace waarmerk::node::wallet
