// Asking hosts: whether the host that a did:webvh names serves its history. Who was only heard of
// by gossip may be a stranger under another's name (name_owner).
#pragma once

#include <cstddef>
#include <string>

#include "crypto/base/result.hpp"
#include "did/request.hpp"
#include "node/actions/ports.hpp"
#include "node/records/did_places.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// In one round. Each is asked after a day, then after twice the time, and at last every 8 days.
inline constexpr std::size_t hosts_asked_max = 16;

/// Whether the host of this claim is to be asked by now.
bool is_to_be_asked(const records::PlaceClaim& claim, UnixTime now);

class HostAsker {
 public:
  /// `ports` outlive it.
  HostAsker(Ports& ports, did::ResolutionOptions options) : ports_(ports), options_(options) {}

  /// Goes on where the last round ended. What a host serves is kept, where it continues what we
  /// hold. Fails as the store and the journal do.
  Task<Result<void>> round();

 private:
  Task<Result<void>> ask(std::string scid, std::string place);

  Ports& ports_;
  did::ResolutionOptions options_;
  std::string after_;  ///< the place up to which was looked
};

}  // namespace waarmerk::node::actions
