// BundleShelf: the bundle of every issuer whose feed is held, as this node hands it out
// (spec/wire/bundle.md). It is made when somebody asks, and made anew when it is old.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/background.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The bundle is being made: who asks again soon gets it.
inline constexpr ErrorCode bundle_not_ready{"bundle.not_ready", ErrorKind::unavailable};
/// It would be larger than what is held in memory: it is to be exported to a file.
inline constexpr ErrorCode bundle_not_served{"bundle.not_served", ErrorKind::missing};

inline constexpr std::size_t served_bundle_bytes_max = 64 << 20;
inline constexpr std::int64_t served_bundle_age_max_ms = 6 * hour_ms;

struct ServedBundle {
  std::string bytes;
  std::string etag;
  UnixTime made;
};

/// One per node, on its strand. All outlive it, and it outlives what it spawned.
class BundleShelf {
 public:
  /// Lets others work between two issuers.
  using Pause = std::function<Task<void>()>;

  BundleShelf(Ports& ports, Background& background, Pause pause,
              std::size_t bytes_max = served_bundle_bytes_max)
      : ports_(ports), background_(background), pause_(std::move(pause)), bytes_max_(bytes_max) {}

  /// The newest that there is; one that is old is handed out while another is made. Fails with
  /// bundle.not_ready or bundle.not_served.
  Result<std::shared_ptr<const ServedBundle>> latest();

 private:
  Task<void> make_anew();
  Task<Result<std::string>> make();

  Ports& ports_;
  Background& background_;
  Pause pause_;
  std::size_t bytes_max_;
  std::shared_ptr<const ServedBundle> latest_;
  UnixTime tried_{};
  bool is_making_ = false;
  bool is_too_large_ = false;
};

}  // namespace waarmerk::node::actions
