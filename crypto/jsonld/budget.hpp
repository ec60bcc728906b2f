// Budget: what one document may still ask for.
#pragma once

#include <cstddef>

#include "crypto/base/result.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

class Budget {
 public:
  explicit Budget(const Limits& limits) : left_(limits) {}

  // Each takes from what is left, and fails with jsonld.too_large when there is not enough.
  Result<void> take_values(std::size_t count) { return take(left_.values_max, count, "values"); }
  std::size_t values_left() const { return left_.values_max; }
  Result<void> take_terms(std::size_t count) { return take(left_.terms_max, count, "terms"); }
  Result<void> take_context() { return take(left_.contexts_max, 1, "contexts"); }
  Result<void> take_work(std::size_t count) { return take(left_.work_max, count, "work"); }

 private:
  static Result<void> take(std::size_t& left, std::size_t count, const char* of_what) {
    if (count > left) [[unlikely]]
      return refuse(of_what);
    left -= count;
    return {};
  }
  [[gnu::noinline]] static Result<void> refuse(const char* of_what) {
    return fail(too_large, of_what);
  }

  Limits left_;
};

}  // namespace waarmerk::jsonld
