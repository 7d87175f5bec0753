#include "tests/admin/admin_fixture.h"
#include "tests/admin/questions.h"
#include "ui/admin/people_page.h"
#include "ui/admin/webhooks_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace rawi::test {

namespace {

class PeopleRoom : public AdminFixture {
protected:
    PeoplePage &openPeople()
    {
        PeoplePage &page = open<PeoplePage>(u"people"_s);
        EXPECT_TRUE(settled(page));
        return page;
    }
    static bool settled(PeoplePage &page) { return waitFor([&] { return !page.model().isLoading(); }, kLongMs); }

    static QString idOf(PeoplePage &page, const QString &email)
    {
        for (int row = 0; row < page.model().rowCount(); ++row) {
            if (page.model().rowAt(row).value("email"_L1).toString() == email) {
                return page.model().idAt(row);
            }
        }
        return {};
    }
    static QJsonObject rowOf(PeoplePage &page, const QString &email)
    {
        return page.model().rowAt(page.model().rowOf(idOf(page, email)));
    }

    static void type(RecordDialog &dialog, QStringView field, const QString &text)
    {
        auto *edit = qobject_cast<QLineEdit *>(dialog.form().editor(field)->widget());
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }
    static void choose(RecordDialog &dialog, QStringView field, const QString &value)
    {
        auto *box = qobject_cast<QComboBox *>(dialog.form().editor(field)->widget());
        box->setCurrentIndex(box->findData(value));
        Q_EMIT box->activated(box->currentIndex());
    }
    static RecordDialog &dialogOf(QWidget &page)
    {
        RecordDialog *found = nullptr;
        for (RecordDialog *one : page.findChildren<RecordDialog *>()) {
            found = one->isVisible() ? one : found;
        }
        EXPECT_NE(found, nullptr);
        return *found;
    }
    static bool closed(PeoplePage &page)
    {
        return waitFor(
            [&] {
                for (const RecordDialog *one : page.findChildren<RecordDialog *>()) {
                    if (one->isVisible()) {
                        return false;
                    }
                }
                return !page.model().isLoading();
            },
            kLongMs);
    }

    void add(PeoplePage &page, const QString &email, const QString &role)
    {
        page.view().trigger(u"add"_s);
        RecordDialog &dialog = dialogOf(page);
        type(dialog, u"name_ar", u"منى"_s);
        type(dialog, u"name_en", u"Mona"_s);
        type(dialog, u"email", email);
        type(dialog, u"password", u"open sesame 7"_s);
        choose(dialog, u"role", role);
        dialog.acceptButton()->click();
        ASSERT_TRUE(closed(page));
    }

    // Whether the person can sign in with the password now.
    bool canSignIn(const QString &email, const QString &password)
    {
        TemporaryDirectory directory;
        auto other = Desk::open(directory.path(), u"/nonexistent"_s, m_clock);
        EXPECT_TRUE(other.ok());
        bool in = false;
        bool out = false;
        QObject::connect(&(*other)->sync(), &SyncEngine::signedIn, [&] { in = true; });
        QObject::connect(&(*other)->sync(), &SyncEngine::signInFailed, [&] { out = true; });
        (*other)->sync().signIn(server().url(), email, password);
        EXPECT_TRUE(waitFor([&] { return in || out; }, kLongMs));
        return in;
    }
};

TEST_F(PeopleRoom, APersonIsAddedChangedSwitchedOffAndOnAgain)
{
    PeoplePage &page = openPeople();
    const QString email = u"mona@example.org"_s;
    add(page, email, u"viewer"_s);
    ASSERT_FALSE(idOf(page, email).isEmpty());
    EXPECT_EQ(rowOf(page, email).value("role"_L1).toString(), u"viewer"_s);
    EXPECT_TRUE(canSignIn(email, u"open sesame 7"_s));

    page.view().select({idOf(page, email)});
    page.view().trigger(u"edit"_s);
    RecordDialog &dialog = dialogOf(page);
    type(dialog, u"name_en", u"Mona Salem"_s);
    choose(dialog, u"role", u"managing_editor"_s);
    dialog.acceptButton()->click();
    ASSERT_TRUE(closed(page));
    EXPECT_EQ(rowOf(page, email).value("name_en"_L1).toString(), u"Mona Salem"_s);
    EXPECT_EQ(rowOf(page, email).value("role"_L1).toString(), u"managing_editor"_s);
    EXPECT_EQ(page.view().selectedRows().size(), 1) << "the selection was lost";

    page.view().trigger(u"off"_s);
    auto *question = page.findChild<QMessageBox *>();
    ASSERT_NE(question, nullptr);
    agree(*question);
    ASSERT_TRUE(waitFor([&] { return !rowOf(page, email).value("active"_L1).toBool(true); }, kLongMs));
    EXPECT_FALSE(canSignIn(email, u"open sesame 7"_s));
    EXPECT_FALSE(page.view().button(u"off"_s)->isEnabled());
    page.view().trigger(u"on"_s);
    ASSERT_TRUE(waitFor([&] { return rowOf(page, email).value("active"_L1).toBool(); }, kLongMs));
    EXPECT_TRUE(canSignIn(email, u"open sesame 7"_s));
}

TEST_F(PeopleRoom, AnotherPasswordEndsTheOldOne)
{
    PeoplePage &page = openPeople();
    const QString email = u"sami@example.org"_s;
    add(page, email, u"editor"_s);
    page.view().select({idOf(page, email)});
    page.view().trigger(u"password"_s);
    RecordDialog &dialog = dialogOf(page);
    type(dialog, u"password", u"short"_s);
    dialog.acceptButton()->click();
    ASSERT_TRUE(waitFor([&] { return !dialog.form().message(u"password").isEmpty(); }, kLongMs)) << "weak, and said so beside it";
    type(dialog, u"password", u"another one 8"_s);
    dialog.acceptButton()->click();
    ASSERT_TRUE(closed(page));
    EXPECT_FALSE(canSignIn(email, u"open sesame 7"_s));
    EXPECT_TRUE(canSignIn(email, u"another one 8"_s));
}

TEST_F(PeopleRoom, AnAddressThatIsTakenIsSaidAndWhatWasTypedStays)
{
    PeoplePage &page = openPeople();
    page.view().trigger(u"add"_s);
    RecordDialog &dialog = dialogOf(page);
    dialog.acceptButton()->click();
    EXPECT_FALSE(dialog.form().message(u"email").isEmpty());
    EXPECT_FALSE(dialog.form().message(u"password").isEmpty());
    type(dialog, u"email", server().email());
    type(dialog, u"password", u"open sesame 7"_s);
    dialog.acceptButton()->click();
    const auto said = [&] {
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("role") == "danger"_L1 && label->text().contains(server().email())) {
                return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(waitFor(said, kLongMs));
    EXPECT_TRUE(dialog.acceptButton()->isEnabled());
    dialog.reject();
}

// Of a person and of a webhook, new ones and one that is there; a password is written to no disk.
TEST_F(PeopleRoom, WhatWasTypedSurvivesTheEndOfRawiUntilItIsDiscarded)
{
    const auto startAgain = [this] {
        m_window.reset();
        m_desk.reset();
        SetUp();
    };
    const auto text = [](RecordDialog &dialog, QStringView field) { return dialog.form().editor(field)->value().toString(); };
    const auto discard = [](RecordDialog &dialog) {
        dialog.reject();
        agree(*dialog.findChild<QMessageBox *>(u"discard_typed"_s));
    };
    PeoplePage *page = &openPeople();
    page->view().trigger(u"add"_s);
    type(dialogOf(*page), u"name_ar", u"منى سالم"_s);
    type(dialogOf(*page), u"email", u"mona.salem@example.org"_s);
    type(dialogOf(*page), u"password", u"open sesame 9"_s);
    startAgain();
    EXPECT_EQ(m_desk->attentionCount(), 1);
    page = &openPeople();
    page->view().trigger(u"add"_s);
    EXPECT_EQ(text(dialogOf(*page), u"name_ar"), u"منى سالم"_s);
    EXPECT_EQ(text(dialogOf(*page), u"email"), u"mona.salem@example.org"_s);
    EXPECT_EQ(text(dialogOf(*page), u"name_en"), QString());
    EXPECT_EQ(text(dialogOf(*page), u"password"), QString()) << "a secret is kept nowhere";
    EXPECT_EQ(m_desk->attentionCount(), 0) << "it is being typed again";
    discard(dialogOf(*page));

    page->view().select({idOf(*page, server().email())});
    page->view().trigger(u"edit"_s);
    type(dialogOf(*page), u"name_en", u"Another name"_s);
    auto *hooks = &open<WebhooksPage>(u"webhooks"_s);
    hooks->webhooks().view().trigger(u"add"_s);
    type(dialogOf(*hooks), u"description", u"موقع الأخبار"_s);
    startAgain();
    EXPECT_EQ(m_desk->attentionCount(), 2);
    page = &openPeople();
    page->view().select({idOf(*page, server().email())});
    page->view().trigger(u"edit"_s);
    EXPECT_EQ(text(dialogOf(*page), u"name_en"), u"Another name"_s);
    discard(dialogOf(*page));
    hooks = &open<WebhooksPage>(u"webhooks"_s);
    hooks->webhooks().view().trigger(u"add"_s);
    EXPECT_EQ(text(dialogOf(*hooks), u"description"), u"موقع الأخبار"_s);
    discard(dialogOf(*hooks));
    startAgain();
    EXPECT_EQ(m_desk->attentionCount(), 0) << "what was discarded is gone";
}

TEST_F(PeopleRoom, TheLastAdministratorStays)
{
    PeoplePage &page = openPeople();
    page.view().select({idOf(page, server().email())});
    page.view().trigger(u"edit"_s);
    RecordDialog &dialog = dialogOf(page);
    choose(dialog, u"role", u"viewer"_s);
    dialog.acceptButton()->click();
    ASSERT_TRUE(waitFor([&] { return !dialog.form().message(u"role").isEmpty(); }, kLongMs));
    dialog.reject();
    EXPECT_EQ(rowOf(page, server().email()).value("role"_L1).toString(), u"admin"_s);
}

TEST_F(PeopleRoom, IsSearchedAndNarrowedInBothLanguages)
{
    server().addUser(u"layla@example.org"_s, u"viewer"_s);
    server().addUser(u"omar@example.org"_s, u"editor"_s);
    PeoplePage &page = openPeople();
    page.view().searchBox()->setText(u"layla"_s);
    ASSERT_TRUE(waitFor([&] { return page.model().rowCount() == 1; }, kLongMs));
    page.view().searchBox()->clear();
    ASSERT_TRUE(waitFor([&] { return page.model().rowCount() >= 3; }, kLongMs));
    m_language.setLanguage(Language::Arabic);
    auto *roles = page.view().findChild<QComboBox *>();
    EXPECT_TRUE(waitFor([&] { return roles->itemText(0) == u"كل الأدوار"_s; }));
    roles->setCurrentIndex(roles->findData(u"admin"_s));
    ASSERT_TRUE(settled(page));
    for (int row = 0; row < page.model().rowCount(); ++row) {
        EXPECT_EQ(page.model().rowAt(row).value("role"_L1).toString(), u"admin"_s);
    }
    EXPECT_GE(page.model().rowCount(), 1);
}

} // namespace

} // namespace rawi::test
