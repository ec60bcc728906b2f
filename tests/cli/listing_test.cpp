// Tests of what is listed page by page; `badge list` and `node audit` test what they show of it.
#include "cli/listing.hpp"

#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("a page of at most 500 is asked for at a time, and no more than is wanted in all") {
  tests::Office office;
  const auto page = [](int count, const std::string& next) {
    std::string items;
    for (int i = 0; i < count; ++i) items += std::string(i == 0 ? "" : ",") + R"({"code":"x"})";
    const auto cursor = next.empty() ? std::string() : R"(,"next":")" + next + "\"";
    return R"({"enabled":true,"decisions":[)" + items + "]" + cursor + "}";
  };
  office.answer("GET /v1/audit?limit=500", 200, page(500, "5-1"));
  office.answer("GET /v1/audit?limit=2&before=5-1", 200, page(2, "4-1"));
  const auto typed = office.desk.type({"node", "audit", "--limit", "502"});
  CHECK(typed.exit == 0);
  CHECK(std::ranges::count(typed.out, '\n') == 502);
  CHECK(typed.err.contains("There are more"));
  CHECK(office.desk.type({"node", "audit", "--limit", "none"}).exit == 2);
}

}  // namespace waarmerk::cli
