#include "node/actions/open_status_list.hpp"

#include <utility>

#include "node/actions/publish_status.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::node::actions {

Task<Result<std::uint32_t>> open_status_list(Ports& ports, std::string purpose) {
  if (purpose != credential::revocation && purpose != credential::suspension) {
    co_return fail(credential::status_unsupported, "Only revocation and suspension.",
                   "$.statusPurpose");
  }
  auto& statuses = ports.records.statuses;
  if (statuses.lists().size() >= lists_max) {
    co_return fail(too_many_lists, "This node has as many status lists as it may.");
  }
  // A list that could not be published would stay unknown to everybody.
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return failure_of(std::move(safe));
  const auto number = statuses.open_another({purpose, list_base(ports.self)});
  auto published = co_await publish_changed_lists(ports);
  if (!published) co_return failure_of(std::move(published));
  co_return number;
}

}  // namespace waarmerk::node::actions
