// What the window says when sync stopped and asks, and when somebody else left changes here: by a desk that talks to a peer.
#include "core/replica/replica_feed.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/actors.h"
#include "tests/support/sync_desk.h"
#include "tests/support/warnings.h"
#include "tests/support/workspace_peer.h"
#include "ui/sync/stopped_dialog.h"

#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

namespace rawi::test {

namespace {

class StoppedDialogTest : public WindowFixture {
protected:
    void join(const QUrl &server)
    {
        desk().sync().signIn(server, u"salma@example.org"_s, u"a long pass phrase"_s);
        ASSERT_TRUE(waitFor([&] { return desk().sync().status().state == SyncState::Online; }, 20'000));
        ASSERT_TRUE(waitFor([&] { return desk().replica().waitingCount() == 0; }, 20'000));
    }
    bool isInStepWith(WorkspacePeer &peer) { return ReplicaFeed(desk().replica()).cursor() == peer.workspace().head(); }

    // The button that says so in the status bar.
    QToolButton *said(const QString &words)
    {
        for (QToolButton *button : m_window->findChildren<QToolButton *>()) {
            if (button->isVisible() && button->text() == words) {
                return button;
            }
        }
        return nullptr;
    }

    QString how(ThemeMode theme) const
    {
        return LanguageSwitch::code(m_language->language()) + (theme == ThemeMode::Dark ? u"-dark"_s : u"-light"_s);
    }

    SystemClock m_real;
    WorkspacePeer m_peer{workspaceRules(), m_real};
    WorkspacePeer m_restored{workspaceRules(), m_real};
};

// Kind: a window with many items stands still while all that is not the same is read.
TEST_F(StoppedDialogTest, AServerThatWasRestoredIsLookedAtAndTheFirstDifferencesAreShown)
{
    constexpr int kItems = 620;
    for (int i = 0; i < kItems; ++i) {
        makeItem(u"تقرير %1"_s.arg(i), u"Report (%1)"_s.arg(i));
    }
    join(m_peer.url());
    ASSERT_TRUE(waitFor([&] { return isInStepWith(m_peer); }, 20'000)); // what was sent came back as its rows, too
    m_restored.setActor(m_peer.actor());
    bool noticed = false;
    m_restored.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        return request.path == "/api/v1/sync/pull"_L1 && !noticed ? std::optional(WorkspacePeer::problem(409, ErrorCode::CursorUnknown))
                                                                  : std::nullopt;
    };
    expectWarning(u"cursor_unknown"_s);
    open(Language::English, QSize(1366, 768));
    desk().sync().signIn(m_restored.url(), u"salma@example.org"_s, u"a long pass phrase"_s);
    ASSERT_TRUE(waitFor([&] { return desk().sync().status().state == SyncState::Stopped; }, 20'000));
    for (const Language language : {Language::Arabic, Language::English}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            open(language, QSize(1366, 768));
            setTheme(theme);
            QToolButton *button = said(language == Language::Arabic ? u"المزامنة متوقفة: عرض السبب"_s : u"Sync is stopped: look at it"_s);
            ASSERT_NE(button, nullptr);
            button->click();
            auto *dialog = m_window->findChild<StoppedDialog *>();
            ASSERT_NE(dialog, nullptr);
            const auto *list = dialog->findChild<QTreeWidget *>();
            EXPECT_EQ(list->topLevelItemCount(), 1) << "it is still looking";
            ASSERT_TRUE(waitFor([&] { return list->topLevelItemCount() == 2; }, 20'000));
            for (int group = 0; group < 2; ++group) {
                const QTreeWidgetItem &at = *list->topLevelItem(group);
                EXPECT_TRUE(at.text(0).contains(QLocale().toString(kItems))) << qUtf8Printable(at.text(0));
                ASSERT_EQ(at.childCount(), 501);
                EXPECT_TRUE(at.child(500)->text(0).contains(QLocale().toString(kItems - 500))) << qUtf8Printable(at.child(500)->text(0));
            }
            shoot(*m_window, u"stopped-window-"_s + how(theme));
            shoot(*dialog, u"stopped-"_s + how(theme));
            QTest::keyClick(dialog, Qt::Key_Escape);
        }
    }
    EXPECT_EQ(desk().sync().status().state, SyncState::Stopped) << "nobody let it go on";
    noticed = true;
    auto *dialog = new StoppedDialog(desk(), m_window.get());
    dialog->open();
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == u"Go on and send again"_s) {
            button->click();
        }
    }
    EXPECT_TRUE(waitFor([&] { return desk().sync().status().state == SyncState::Online && desk().replica().waitingCount() == 0; }, 30'000));
    const auto all = m_restored.workspace().everything();
    EXPECT_EQ(std::count_if(all.cbegin(), all.cend(), [](const FeedRow &row) { return row.type == recordInfo<ContentItem>().name; }), kItems);
}

// One profile, two people: what the first left waiting is not sent in the name of the second, who is told and may take it over.
TEST_F(StoppedDialogTest, WhatSomebodyElseLeftIsToldAndTakenOverByName)
{
    join(m_peer.url());
    m_peer.expireAccess();
    m_peer.refreshWorks = false;
    for (int i = 0; i < 3; ++i) {
        makeItem(u"ما لم يُرسل"_s, u"Not sent"_s);
    }
    ASSERT_TRUE(waitFor([&] { return desk().sync().status().state == SyncState::SignInNeeded; }, 20'000));
    m_peer.refreshWorks = true;
    m_peer.setActor(actorOf(Id<Person>(makeUuidV7(m_real.nowMs())), Role::Admin));
    join(m_peer.url());
    ASSERT_EQ(desk().replica().othersWaiting().size(), 1);
    EXPECT_EQ(desk().replica().othersWaiting().cbegin().value(), 3);
    for (const Language language : {Language::Arabic, Language::English}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            open(language, QSize(1366, 768));
            setTheme(theme);
            shoot(*m_window, u"take-over-"_s + how(theme));
        }
    }
    EXPECT_TRUE(waitFor([&] { return desk().replica().waitingCount() == 0; }, 20'000)) << "the switches of theme are sent by themselves";
    wait(7000); // longer than what is only told stays
    QPushButton *take = nullptr;
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        take = button->isVisible() && button->text() == u"Send them in my name"_s ? button : take;
    }
    ASSERT_NE(take, nullptr);
    take->click();
    EXPECT_TRUE(desk().replica().othersWaiting().isEmpty());
    EXPECT_TRUE(waitFor([&] { return desk().replica().waitingCount() == 0; }, 20'000));
}

} // namespace

} // namespace rawi::test
