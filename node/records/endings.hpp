// Endings: what an issuer said of the end of its feed, and of who goes on with its status lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/statement.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Where in its feed something was said, and when.
struct Said {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  UnixTime at;
};

/// The members `epoch`, `seq` and `at` of a row.
void write_said(json::Writer& row, const Said& said);
Result<Said> read_said(const json::Reader& row);

/// The feed ended.
struct Closing {
  Said said;
  std::string reason;
};

Result<std::optional<Closing>> find_closing(const storage::View& view, const feed::FeedId& feed);
void save_closing(storage::Batch& batch, const feed::FeedId& feed, const Closing& closing);

/// Another feed was appointed. Of several the newest counts.
struct Appointment {
  feed::FeedId by;
  Said said;
  feed::Succession succession;
};

Result<std::optional<Appointment>> find_appointment(const storage::View& view,
                                                    const feed::FeedId& feed);
void save_appointment(storage::Batch& batch, const Appointment& appointment);

/// How many appointments of one feed are listed.
inline constexpr std::size_t appointments_max = 1'000;
/// Those who appointed this feed.
Result<std::vector<Appointment>> list_appointments_of(const storage::View& view,
                                                      const feed::FeedId& to);

/// Another organisation whose status lists we go on with, by its DID.
void save_ward(storage::Batch& batch, std::string_view did, UnixTime accepted);
Result<std::vector<std::string>> list_wards(const storage::View& view);

}  // namespace waarmerk::node::records
