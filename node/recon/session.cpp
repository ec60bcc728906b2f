#include "node/recon/session.hpp"

#include <utility>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

Result<void> Session::begin_round() {
  TRY_OK(check_open());
  if (rounds_ == limits_.rounds_max)
    return end_with({too_many_rounds, "the two sides do not come to an end"});
  ++rounds_;
  return {};
}

Result<void> Session::count(std::size_t message_bytes) {
  TRY_OK(check_open());
  bytes_ += message_bytes;
  if (bytes_ > limits_.session_bytes_max)
    return end_with({over_budget, "the two sides said more than they may"});
  return {};
}

Result<void> Session::check_open() const {
  if (ended_) return fail(recon::ended, "this reconciliation has ended");
  return {};
}

std::unexpected<Error> Session::end_with(Error error) {
  end();
  return std::unexpected(std::move(error));
}

}  // namespace waarmerk::node::recon
