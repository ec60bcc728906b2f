// Ports: all that an action of the node may touch.
#pragma once

#include "crypto/base/clock.hpp"
#include "crypto/base/random.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "node/actions/identity.hpp"
#include "node/actions/publisher.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

/// All outlive the actions. Used on the node's strand.
struct Ports {
  const Clock& clock;
  Random& random;
  const Identity& self;
  records::Records& records;
  Publisher& publisher;
  fetch::Fetcher& fetcher;
  /// What a badge may mean by its `@context`.
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
};

}  // namespace waarmerk::node::actions
