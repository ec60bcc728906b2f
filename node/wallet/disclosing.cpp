#include "node/wallet/disclosing.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/base/time.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/pointer.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr auto times = std::to_array<std::string_view>({"iat", "nbf", "exp"});

/// The disclosures at these places, in these, and around these.
std::vector<std::string> wanted_of(const jose::Unpacked& whole,
                                   const std::vector<std::string>& pointers) {
  std::vector<std::string> wanted = pointers;
  for (const auto& place : whole.places) {
    const auto holds = [&](const std::string& one) { return json::is_at_or_in(place, one); };
    if (std::ranges::any_of(pointers, holds)) wanted.push_back(place);
  }
  return wanted;
}

std::string told(json::Value value, std::string_view name) {
  if (const auto text = value.string()) return std::string(*text);
  const auto seconds = value.integer();
  const bool is_time = std::ranges::find(times, name) != times.end();
  constexpr std::int64_t seconds_max = 253'402'300'799;  // the end of the year 9999
  if (is_time && seconds && *seconds >= 0 && *seconds <= seconds_max) {
    return print_time(UnixTime{*seconds * second_ms});
  }
  return json::print(value);
}

/// Every claim that holds no other, by the names that lead to it.
void tell(json::Value value, const std::string& name, std::vector<ToldClaim>& claims) {
  const auto inner = [&](std::string_view step) {
    return name.empty() ? std::string(step) : name + "." + std::string(step);
  };
  const bool is_key = name == "cnf";
  if (is_key || value.size() == 0) {
    claims.push_back({name, is_key ? "the public half of your key" : told(value, name)});
    return;
  }
  for (const json::Member member : value.members()) tell(member.value, inner(member.name), claims);
  std::size_t place = 0;
  for (const json::Value one : value.elements()) tell(one, inner(std::to_string(place++)), claims);
}

std::string name_of(std::string_view pointer) {
  std::string name;
  for (std::size_t i = 1; i < pointer.size(); ++i) {
    if (pointer[i] != '~') {
      name += pointer[i] == '/' ? '.' : pointer[i];
    } else {
      name += ++i < pointer.size() && pointer[i] == '1' ? '/' : '~';
    }
  }
  return name;
}

/// Of claims that lie in each other the outermost alone.
std::vector<std::string> withheld_of(const jose::Unpacked& whole,
                                     const std::vector<std::string>& wanted) {
  std::vector<std::string> hidden;
  for (const auto& place : whole.places) {
    const auto goes = [&](const std::string& one) { return json::is_at_or_in(one, place); };
    if (std::ranges::none_of(wanted, goes)) hidden.push_back(place);
  }
  std::vector<std::string> names;
  for (const auto& place : hidden) {
    const auto covers = [&](const std::string& other) {
      return other != place && json::is_at_or_in(place, other);
    };
    if (std::ranges::none_of(hidden, covers)) names.push_back(name_of(place));
  }
  std::ranges::sort(names);  // the order of the issuer says nothing
  return names;
}

}  // namespace

Result<Part> choose_part(std::string_view sd_jwt, const std::vector<std::string>& pointers) {
  TRY(opened, jose::open_sd_jwt(sd_jwt));
  TRY(whole, jose::unpack_sd_jwt(opened));
  const auto wanted = wanted_of(whole, pointers);
  Part part;
  TRY(text, jose::select_claims(opened, wanted));
  part.text = std::move(text);
  // What is told is read out of what goes out, and not out of what was asked for.
  TRY(chosen, jose::open_sd_jwt(part.text));
  TRY(seen, jose::unpack_sd_jwt(chosen));
  tell(seen.payload.root(), "", part.shown);
  part.withheld = withheld_of(whole, wanted);
  return part;
}

Result<std::string> bind_part(const Part& part, const jose::KeyBinding& binding,
                              const keys::Signer& holder) {
  TRY(opened, jose::open_sd_jwt(part.text));
  return jose::bind_key(opened.disclosed, binding, holder);
}

}  // namespace waarmerk::node::wallet
