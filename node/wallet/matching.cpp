#include "node/wallet/matching.hpp"

#include <algorithm>
#include <iterator>
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
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/securing.hpp"
#include "node/openid/metadata.hpp"
#include "node/wallet/disclosing.hpp"
#include "node/wallet/presenting.hpp"

namespace waarmerk::node::wallet {
namespace {

using credential::Secured;

std::string_view format_of(const Secured& secured) {
  if (credential::is_sd_jwt_vc(secured)) return openid::dc_sd_jwt;
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

/// The types as they are written, and what their context makes of them (OpenID4VP 1.0 B.1.1); of an
/// SD-JWT VC its `vct` (B.3.5).
std::vector<std::string> kinds_of(const Secured& secured) {
  const auto badge = secured.document.root();
  std::vector<std::string> vct;
  add_texts(vct, badge.find("vct"));
  if (credential::is_sd_jwt_vc(secured)) return vct;
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

/// The newest first.
std::vector<Own> open_own(const Book& book) {
  std::vector<Own> own;
  for (std::size_t place = book.badges.size(); place-- > 0;) {
    auto opened = credential::open(book.badges[place].text);
    if (!opened || find_holder(book, *opened) == nullptr) continue;
    auto kinds = kinds_of(*opened);
    own.push_back({place, std::move(*opened), std::move(kinds)});
  }
  return own;
}

/// More than this is asked for by nobody who means well.
constexpr std::size_t claims_max = 4096;

std::size_t values_in(const std::vector<openid::ShownClaim>& claims) {
  std::size_t count = 0;
  for (const auto& claim : claims) count += claim.values.size();
  return count;
}

std::optional<Match> find_match(const std::vector<Own>& own, const openid::CredentialQuery& query) {
  for (const auto& each : own) {
    const openid::Candidate candidate{
        .format = format_of(each.badge), .claims = each.badge.document.root(), .kinds = each.kinds};
    auto claims = openid::claims_shown(query, candidate);
    if (!claims || values_in(*claims) > claims_max) continue;
    Match match{query.id, query.format, each.place, query.needs_holder};
    for (auto& claim : *claims) {
      if (match.is_part()) std::ranges::move(claim.pointers, std::back_inserter(match.claims));
    }
    return match;
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

std::string as_json(std::string_view text) {
  json::Writer writer;
  writer.string(text);
  return writer.take();
}

/// The claims that were asked for, bound to who asks (OpenID4VP 1.0 B.3.6).
Result<std::string> present_part(const Holder& holder, const KeptBadge& badge, const Asked& asked,
                                 const Match& match, UnixTime now) {
  TRY(part, choose_part(badge.text, match.claims));
  TRY(signer, signer_of(holder));
  TRY(bound,
      bind_part(part, {.audience = asked.client_id, .nonce = asked.nonce, .issued = now}, *signer));
  return as_json(bound);
}

/// The badge as it is, for who needs no proof of its holder.
Result<std::string> alone(const KeptBadge& badge) {
  TRY(file, credential::unwrap_badge(badge.text));
  return file.form == credential::FileForm::json ? std::move(file.text) : as_json(file.text);
}

/// A presentation of one badge, as a value of `vp_token`.
Result<std::string> present_one(const Book& book, const Asked& asked, const Match& match,
                                UnixTime now) {
  const std::span badges(&book.badges[match.badge], 1);
  TRY(holder, presenter_of(book, badges));
  if (match.is_part()) return present_part(holder, badges.front(), asked, match, now);
  if (!match.needs_holder) return alone(badges.front());
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
  return as_json(jwt);
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
