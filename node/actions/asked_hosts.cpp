#include "node/actions/asked_hosts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "crypto/base/sha2.hpp"
#include "node/actions/name_owner.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/mesh/marks.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr Causer beside_us = 1;

std::uint64_t number_of(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes.first(8)) number = number << 8 | byte;
  return std::max<std::uint64_t>(2, number);
}

/// Of the registered name; of an address, or a name of one label, of that.
std::uint64_t mark_of(std::string_view host) {
  if (const auto domain = mesh::domain_mark(host); domain != 0) return domain;
  std::string lower(host);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return number_of(sha256(bytes_of(lower)).value);
}

}  // namespace

std::string_view host_of(const did::Did& did) {
  const bool is_web = did.method() == "web";
  if (!is_web && did.method() != "webvh") return {};
  const std::string_view place = is_web ? did.specific_id() : place_of(did);
  return place.substr(0, place.find_first_of(":%"));
}

Causer causer_of(const feed::FeedId& node) { return number_of(node.value); }

Causer causer_at(std::string_view address) {
  return std::max<Causer>(beside_us, mesh::prefix_mark(address));
}

mesh::Bucket AskedHosts::fresh(const Name& name, UnixTime now) const {
  using mesh::Bucket;
  const auto& most = limits_;
  if (name.second == 0) return Bucket::every(most.of_host_every_ms, most.of_host_burst, now);
  if (name.first == 0) return Bucket::every(most.of_causer_every_ms, most.of_causer_burst, now);
  return Bucket::every(most.of_both_every_ms, most.of_both_burst, now);
}

bool AskedHosts::take(const did::Did& did, Causer causer, UnixTime now) {
  if (is_self_contained(did)) return true;
  const auto host = mark_of(host_of(did));
  const std::array names{Name{host, 0}, Name{0, causer}, Name{host, causer}};
  // Looking through all of them is dear, and done once a second at the most.
  const bool is_full = counts_.size() + names.size() > limits_.counted_max;
  if (is_full && (swept_ > now || now - swept_ >= second_ms)) {
    swept_ = now;
    std::erase_if(counts_, [&](const auto& one) { return one.second.is_full(now); });
  }
  const auto may = [&](const Name& name) {
    const auto found = counts_.find(name);
    if (found != counts_.end()) return found->second.holds(1, now);
    return counts_.size() + names.size() <= limits_.counted_max;
  };
  if (!std::ranges::all_of(names, may)) return false;
  for (const auto& name : names)
    counts_.try_emplace(name, fresh(name, now)).first->second.take(1, now);
  return true;
}

std::optional<AskedHosts::Question> AskedHosts::begin(const did::Did& did, Causer causer,
                                                      UnixTime now) {
  const bool has_room =
      under_way_.size() < limits_.under_way_max && under_way_.count(causer) < limits_.of_causer_max;
  if (!has_room || !take(did, causer, now)) return std::nullopt;
  under_way_.insert(causer);
  return std::optional<Question>(std::in_place, *this, causer);
}

AskedHosts::Question::~Question() {
  if (hosts_ == nullptr) return;
  auto& all = hosts_->under_way_;
  if (const auto found = all.find(causer_); found != all.end()) all.erase(found);
}

}  // namespace waarmerk::node::actions
