#pragma once

#include "core/rules/rule_book.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace rawi::test {

// A store as the contract of RowReader sees it.
class RowStore {
public:
    virtual ~RowStore() = default;
    virtual RowReader &reader() = 0;
    virtual Result<void> take(const QList<RowChange> &changes) = 0; // commits what a command wrote
    virtual bool holdsTheOffices() const { return true; }            // also records of reach Office
};

// What one store is called, and how an empty one is made.
struct RowStoreMaker {
    std::string name;
    std::function<std::unique_ptr<RowStore>()> make;
};
inline void PrintTo(const RowStoreMaker &maker, std::ostream *out)
{
    *out << maker.name; // not its bytes, which differ from build to build and are part of ctest's names
}

// The suite that every store has to pass (row_store_contract_suite.h holds it; include that in one .cpp of
// the test program and write INSTANTIATE_TEST_SUITE_P(NAME, RowStoreContract,
// testing::Values(RowStoreMaker{…}))).
class RowStoreContract : public testing::TestWithParam<RowStoreMaker> {
protected:
    void SetUp() override
    {
        store = GetParam().make();
        ASSERT_TRUE(store);
    }
    std::unique_ptr<RowStore> store;
};

} // namespace rawi::test
