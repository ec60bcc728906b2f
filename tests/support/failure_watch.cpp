#include "tests/support/failure_watch.hpp"

#include <doctest/doctest.h>

#include <atomic>

namespace waarmerk::tests {
namespace {

std::atomic<bool> failed = false;

/// Is told of each failed assertion.
struct FailureWatch final : doctest::IReporter {
  explicit FailureWatch(const doctest::ContextOptions& /*options*/) {}

  void report_query(const doctest::QueryData& /*query*/) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats& /*stats*/) override {}
  void test_case_start(const doctest::TestCaseData& /*which*/) override { failed = false; }
  void test_case_reenter(const doctest::TestCaseData& /*which*/) override {}
  void test_case_end(const doctest::CurrentTestCaseStats& /*stats*/) override {}
  void test_case_exception(const doctest::TestCaseException& /*thrown*/) override {}
  void subcase_start(const doctest::SubcaseSignature& /*which*/) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData& data) override {
    if (data.m_failed) failed = true;
  }
  void log_message(const doctest::MessageData& message) override {
    if (message.m_severity != doctest::assertType::is_warn) failed = true;
  }
  void test_case_skipped(const doctest::TestCaseData& /*which*/) override {}
};

REGISTER_LISTENER("failure_watch", 1, FailureWatch);

}  // namespace

bool this_test_failed() { return failed; }

}  // namespace waarmerk::tests
