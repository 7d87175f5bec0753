#pragma once

#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

// A folder that goes with the test.
class TemporaryDirectory {
public:
    TemporaryDirectory() { EXPECT_TRUE(m_directory.isValid()) << qUtf8Printable(m_directory.errorString()); }
    QString path() const { return m_directory.path(); }
    QString file(const QString &name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
};

} // namespace rawi::test
