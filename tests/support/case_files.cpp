#include "tests/support/case_files.h"

#include <QFile>

#include <gtest/gtest.h>

namespace rawi::test {

QString caseFile(const char *name)
{
    const QString folder = qEnvironmentVariable("RAWI_CASES", QStringLiteral(RAWI_SOURCE "/../shared/cases"));
    if (!QFile::exists(folder)) {
        return {};
    }
    const QString path = folder + QLatin1Char('/') + QString::fromUtf8(name);
    EXPECT_TRUE(QFile::exists(path)) << "there are cases, but not this one: " << name;
    return path;
}

QByteArray caseBytes(const char *name)
{
    const QString path = caseFile(name);
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace rawi::test
