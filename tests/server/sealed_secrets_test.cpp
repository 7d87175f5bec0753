#include "sync-server/outgoing/sealed_secrets.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/temporary_directory.h"

#include <QFile>

using namespace rawi;
using namespace rawi::server;

namespace {

class Secrets : public test::PgTest {
protected:
    Result<void> put(SealedSecrets &secrets, const QString &name, const QByteArray &secret)
    {
        return pool->with<void>([&](PgConnection &connection) { return secrets.put(connection, name, secret); });
    }
    Result<QByteArray> reveal(const SealedSecrets &secrets, const QString &name)
    {
        return pool->with<QByteArray>([&](PgConnection &connection) { return secrets.reveal(connection, name); });
    }
    std::unique_ptr<SealedSecrets> opened()
    {
        auto secrets = SealedSecrets::open(*pool, key);
        EXPECT_TRUE(secrets.ok()) << qUtf8Printable(secrets.ok() ? QString() : secrets.error().toString());
        return secrets.ok() ? std::move(*secrets) : nullptr;
    }
    // Why it does not open; the words must name the file and a way out.
    Error refusal()
    {
        const auto secrets = SealedSecrets::open(*pool, key);
        EXPECT_FALSE(secrets.ok());
        const Error error = secrets.ok() ? Error{} : secrets.error();
        EXPECT_EQ(error.subject, key);
        EXPECT_TRUE(error.detail.contains(u"secrets forget"_s) || error.detail.contains(u"chmod 600"_s)) << qUtf8Printable(error.detail);
        return error;
    }
    void write(const QByteArray &bytes)
    {
        QFile file(key);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    test::TemporaryDirectory folder;
    QString key = folder.file(u"secrets.key"_s);
};

} // namespace

TEST_F(Secrets, AreSealedReplacedRemovedAndNeverPlainInARow)
{
    const auto secrets = opened();
    ASSERT_TRUE(secrets);
    EXPECT_EQ(QFile(key).size(), 32);
    EXPECT_EQ(QFile::permissions(key) & QFile::Permissions(0x0077), QFile::Permissions()) << "for its owner only";
    const QByteArray value("kl\0mn\xff سر", 12);
    ASSERT_TRUE(put(*secrets, u"a"_s, value).ok());
    EXPECT_EQ(*reveal(*secrets, u"a"_s), value);
    EXPECT_EQ(one("SELECT count(*) FROM secrets WHERE position('kl'::bytea IN box) > 0"), u"0"_s);
    const QString before = one("SELECT encode(nonce, 'hex') FROM secrets");
    ASSERT_TRUE(put(*secrets, u"a"_s, "other").ok());
    EXPECT_NE(one("SELECT encode(nonce, 'hex') FROM secrets"), before);
    EXPECT_EQ(*reveal(*opened(), u"a"_s), "other") << "after a restart, too";
    ASSERT_TRUE(pool->with<void>([](PgConnection &connection) { return SealedSecrets::remove(connection, u"a"_s); }).ok());
    EXPECT_EQ(reveal(*secrets, u"a"_s).error().code, ErrorCode::NotFound);
    EXPECT_EQ(put(*secrets, u"a"_s, {}).error().code, ErrorCode::InvalidArgument);
}

TEST_F(Secrets, OfAnotherRowOrChangedDoNotOpen)
{
    const auto secrets = opened();
    ASSERT_TRUE(put(*secrets, u"a"_s, "one").ok() && put(*secrets, u"b"_s, "two").ok());
    one("UPDATE secrets SET nonce = o.nonce, box = o.box FROM secrets o WHERE secrets.name = 'b' AND o.name = 'a' RETURNING 1");
    EXPECT_EQ(reveal(*secrets, u"b"_s).error().code, ErrorCode::CorruptData);
    one("UPDATE secrets SET box = set_byte(box, 3, get_byte(box, 3) # 1) WHERE name = 'a' RETURNING 1");
    EXPECT_EQ(reveal(*secrets, u"a"_s).error().code, ErrorCode::CorruptData);
}

TEST_F(Secrets, OfALostWrongOrOpenKeyFileAreRefusedInWords)
{
    ASSERT_TRUE(put(*opened(), u"a"_s, "one").ok());
    QFile file(key);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray right = file.readAll();
    file.close();

    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    EXPECT_EQ(refusal().code, ErrorCode::PermissionDenied);
    write(right.first(31));
    EXPECT_EQ(refusal().code, ErrorCode::CorruptData);
    write(QByteArray(32, 'x'));
    EXPECT_EQ(refusal().code, ErrorCode::PermissionDenied);
    ASSERT_TRUE(file.remove());
    EXPECT_EQ(refusal().code, ErrorCode::FileMissing);
    EXPECT_FALSE(QFile::exists(key)) << "no new key while the old one is missed";
    write(right);
    EXPECT_EQ(*reveal(*opened(), u"a"_s), "one");

    ASSERT_TRUE(file.remove());
    EXPECT_EQ(*SealedSecrets::forgetAll(*pool), 1);
    EXPECT_TRUE(opened()) << "and the way out leads out";
}

TEST_F(Secrets, OfTwoServersAreUnderOneKey)
{
    const auto first = opened();
    key = folder.file(u"other.key"_s);
    const auto second = opened(); // nothing is sealed yet, so it may
    EXPECT_EQ(put(*first, u"a"_s, "one").error().code, ErrorCode::StateConflict);
    EXPECT_TRUE(put(*second, u"a"_s, "one").ok());
    key = folder.file(u"secrets.key"_s);
    EXPECT_EQ(refusal().code, ErrorCode::PermissionDenied);
}
