#pragma once

#include "sync-server/pg/pg.h"

#include <gtest/gtest.h>

namespace rawi::test {

// The conninfo of a new, migrated database, cloned from a template on the one private PostgreSQL of this test program (started
// at the first call, on the calling thread, ended with the program). Fails the test and answers an empty text when it cannot.
QString freshDatabase();

// A test with a database of its own.
class PgTest : public testing::Test {
protected:
    void SetUp() override
    {
        conninfo = freshDatabase();
        ASSERT_FALSE(conninfo.isEmpty());
        pool = std::make_unique<server::PgPool>(conninfo, 8);
    }

    // The first column of the first row; fails the test on an error or when there is no row.
    QString one(const std::string &sql, const server::PgParams &params = {});

    QString conninfo;
    std::unique_ptr<server::PgPool> pool;
};

} // namespace rawi::test
