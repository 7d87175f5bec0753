// Every text that is typed in the window is in its item, in a draft or under attention: whatever is chosen, refused, killed
// or full. RAWI_KEPT_TEXT_TRIALS says how many trials (60); RAWI_KEPT_TEXT_SEED the first of them.
#include "core/desk/content/content_lists.h"
#include "core/replica/replica_database.h"
#include "core/rules/conflict.h"
#include "tests/desktop/window_fixture.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_view.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/notice_bar.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/refused_view.h"

#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QRandomGenerator>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

#include <cstdio>

namespace rawi::test {

namespace {

constexpr int kTrialsOfOneWindow = 5; // then it is killed
constexpr int kItems = 4;

// What an item may have of a typed text: blanks for breaks in one line, none at its ends, composed letters.
QString plain(QString text)
{
    text.replace(u'\uFFFD', u' ');
    return text.normalized(QString::NormalizationForm_C).simplified();
}

// Where the desk has what was typed into the field; empty when it is lost.
QString whereIs(Desk &desk, const QUuid &record, const QString &field, const QString &text)
{
    const QString wanted = plain(text);
    const auto row = desk.replica().row(recordInfo<ContentItem>(), record);
    if (row.ok() && *row && plain((*row)->value(field).toString()) == wanted) {
        return u"item"_s;
    }
    if (const auto draft = desk.drafts().find(record, field); draft && plain(draft->text) == wanted) {
        return draft->left ? u"attention"_s : u"draft"_s;
    }
    for (const OutboxState state : {OutboxState::Refused, OutboxState::Quarantined}) {
        const auto entries = desk.replica().outbox(state);
        for (const OutboxEntry &entry : entries.ok() ? *entries : QList<OutboxEntry>()) {
            if (plain(entry.command.args.value(field).toString()) == wanted) {
                return u"attention"_s;
            }
        }
    }
    const auto conflicts = desk.replica().where<Conflict>("record_id", uuidText(record));
    for (const Conflict &one : conflicts.ok() ? *conflicts : QList<Conflict>()) {
        if (plain(one.mineText) == wanted) {
            return u"attention"_s;
        }
    }
    return {};
}

// One window and what a restless editor does in it.
class Typist {
public:
    Typist(Desk &desk, MainWindow &window, quint32 seed, const QString &filler)
        : m_desk(desk), m_window(window), m_random(seed), m_filler(filler)
    {
        const auto ids = ContentLists(desk.replica()).ids({});
        m_items = ids.ok() ? *ids : QList<QUuid>();
        std::sort(m_items.begin(), m_items.end());
        chooseItem();
    }

    // A trial: a dozen acts; then everything typed so far is looked for.
    void trial()
    {
        const int acts = 6 + m_random.bounded(10);
        for (int i = 0; i < acts; ++i) {
            act();
            report();
        }
        for (auto it = m_typed.cbegin(); it != m_typed.cend(); ++it) {
            if (whereIs(m_desk, it.key().first, it.key().second, it.value()).isEmpty()) {
                say({{u"lost"_s, it.value().left(80)}, {u"field"_s, it.key().second}});
            }
        }
        say({{u"trial"_s, true}});
    }

private:
    void say(const QJsonObject &line)
    {
        const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
        std::fflush(stdout);
    }

    // Said after the window dealt with it: from here on it must not be lost.
    void report()
    {
        const QUuid item = shownItem();
        if (!m_field || item.isNull()) {
            return;
        }
        const QString text = shownText();
        if (!m_touched) {
            return;
        }
        m_touched = false;
        m_typed.insert({item, m_field->field()}, text);
        say({{u"item"_s, uuidText(item)},
             {u"field"_s, m_field->field()},
             {u"text"_s, text},
             {u"written"_s, m_desk.drafts().allWritten()}});
    }

    QUuid shownItem() const { return m_window.part<ItemInspector>()->presenter().itemId().uuid(); }

    QString shownText() const
    {
        auto *line = qobject_cast<QLineEdit *>(m_field->editor());
        return line ? line->text() : static_cast<QTextEdit *>(m_field->editor())->toPlainText();
    }

    void chooseItem()
    {
        m_window.showItem(m_items.at(m_random.bounded(m_items.size())));
        chooseField();
    }

    void chooseField()
    {
        const QList<ItemFieldView *> fields = m_window.findChildren<ItemFieldView *>();
        m_field = fields.at(m_random.bounded(fields.size()));
        m_window.part<ItemInspector>()->showTab(m_field->field().startsWith("body"_L1) ? u"body"_s : u"texts"_s);
        m_field->editor()->setFocus();
    }

    bool writable() const
    {
        if (shownItem().isNull()) {
            return false;
        }
        auto *line = qobject_cast<QLineEdit *>(m_field->editor());
        return line ? !line->isReadOnly() : !static_cast<QTextEdit *>(m_field->editor())->isReadOnly();
    }

    QString words(int length)
    {
        static const QStringList kWords{u"نشرة"_s, u"اليوم"_s, u"العَرَبِيَّة"_s, u"bulletin"_s, u"café"_s, u"😀"_s, u"2026"_s, u"؟"_s,
                                        u"لا‌ بأس"_s, u"The"_s, u"summit"_s};
        QString text;
        while (text.size() < length) {
            text += kWords.at(m_random.bounded(kWords.size())) + u' ';
        }
        return text;
    }

    void key(int code, const QString &text, Qt::KeyboardModifiers modifiers = {})
    {
        QKeyEvent press(QEvent::KeyPress, code, modifiers, text);
        QCoreApplication::sendEvent(m_field->editor(), &press);
    }

    void type()
    {
        const QString text = words(1 + m_random.bounded(12));
        for (const char32_t letter : text.toUcs4()) {
            key(0, QString::fromUcs4(&letter, 1));
        }
        m_touched = true;
    }

    void paste()
    {
        const bool title = m_field->field().startsWith("title"_L1);
        const int most = title ? 420 : m_field->field().startsWith("body"_L1) && m_random.bounded(8) == 0 && !m_full ? 205'000 : 5'000;
        QString text = words(1 + m_random.bounded(most));
        if (m_random.bounded(4) == 0) {
            text.insert(text.size() / 2, u"\n"_s);
        }
        QGuiApplication::clipboard()->setText(text);
        auto *line = qobject_cast<QLineEdit *>(m_field->editor());
        line ? line->paste() : static_cast<QTextEdit *>(m_field->editor())->paste();
        m_touched = true;
    }

    void fill()
    {
        m_full = !m_full;
        if (m_filler.isEmpty()) {
            const auto pages = m_desk.replica().database().value(u"PRAGMA page_count"_s);
            const qint64 most = m_full && pages.ok() ? pages->toLongLong() : 1'000'000;
            (void)m_desk.replica().database().exec(u"PRAGMA max_page_count = %1"_s.arg(most));
        } else if (m_full) {
            QFile file(m_filler);
            const QByteArray block(4096, 'x');
            if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
                while (file.write(block) == block.size()) {
                }
            }
        } else {
            QFile::remove(m_filler);
        }
    }

    void act()
    {
        switch (m_random.bounded(12)) {
        case 0:
        case 1:
            chooseItem();
            return;
        case 2:
            chooseField();
            return;
        case 3: // select all, and type over it
            if (writable()) {
                key(Qt::Key_A, {}, Qt::ControlModifier);
                type();
            }
            return;
        case 4:
            m_window.showRoom(m_random.bounded(2) ? u"series"_s : u"library"_s);
            return;
        case 5:
            m_window.action(m_random.bounded(2) ? u"language.ar"_s : u"language.en"_s)->trigger();
            return;
        case 6:
            waitFor([] { return false; }, 50 + static_cast<int>(m_random.bounded(1000)));
            return;
        case 7: // what is typed then is refused
            (void)m_desk.execute(m_random.bounded(2) ? u"content.trash"_s : u"content.untrash"_s,
                                 {{u"id"_s, uuidText(shownItem())}});
            return;
        case 8:
            fill();
            return;
        case 9:
        case 10:
            if (writable()) {
                paste();
            }
            return;
        default:
            if (writable()) {
                type();
            }
        }
    }

    Desk &m_desk;
    MainWindow &m_window;
    QRandomGenerator m_random;
    QString m_filler;
    QList<QUuid> m_items;
    ItemFieldView *m_field = nullptr;
    QHash<std::pair<QUuid, QString>, QString> m_typed;
    bool m_touched = false;
    bool m_full = false;
};

class KeptText : public ::testing::Test {
protected:
    static Result<std::unique_ptr<Desk>> openDesk(const QString &profile, const Clock &clock)
    {
        return Desk::open(profile, qEnvironmentVariable("RAWI_BIN") + u"/rawi-media"_s, clock);
    }

    static void makeItems(const QString &profile)
    {
        ManualClock clock;
        const auto desk = openDesk(profile, clock);
        ASSERT_TRUE(desk.ok()) << qUtf8Printable(desk.error().toString());
        for (int i = 0; i < kItems; ++i) {
            clock.advance(1);
            ASSERT_TRUE((*desk)
                            ->execute(u"content.create"_s, {{u"kind"_s, u"article"_s},
                                                            {u"title_ar"_s, u"مادة %1"_s.arg(i)},
                                                            {u"title_en"_s, u"Item %1"_s.arg(i)}})
                            .ok());
        }
    }

    struct Said {
        QHash<std::pair<QUuid, QString>, QString> typed;
        int trials = 0;
        QStringList lost;
    };

    void hear(const QByteArray &line, Said &said)
    {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.contains("trial"_L1)) {
            ++said.trials;
        } else if (json.contains("lost"_L1)) {
            said.lost.append(json.value("field"_L1).toString() + u": "_s + json.value("lost"_L1).toString());
        } else if (json.contains("item"_L1)) {
            const std::pair<QUuid, QString> key{uuidFromText(json.value("item"_L1).toString()), json.value("field"_L1).toString()};
            // The window says that it could not be written: the end of the program may take it.
            json.value("written"_L1).toBool() ? (void)said.typed.insert(key, json.value("text"_L1).toString())
                                              : (void)said.typed.remove(key);
        }
    }

    // Runs a window until it has done its trials, and kills it somewhere in the last.
    void runWindow(const QString &profile, quint32 seed, const QString &filler, Said &said)
    {
        QProcess window;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"RAWI_TYPIST"_s, profile);
        environment.insert(u"RAWI_TYPIST_SEED"_s, QString::number(seed));
        environment.insert(u"RAWI_TYPIST_FILLER"_s, filler);
        window.setProcessEnvironment(environment);
        window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        window.start(QCoreApplication::applicationFilePath(),
                     {u"--gtest_also_run_disabled_tests"_s, u"--gtest_filter=KeptText.DISABLED_Typist"_s});
        const int before = said.trials;
        std::optional<QDeadlineTimer> end;
        QRandomGenerator random(seed);
        while (window.state() != QProcess::NotRunning) {
            window.waitForReadyRead(end ? static_cast<int>(std::max<qint64>(1, end->remainingTime())) : 60'000);
            while (window.canReadLine()) {
                hear(window.readLine(), said);
            }
            if (!end && said.trials - before >= kTrialsOfOneWindow - 1) {
                end.emplace(random.bounded(1500));
            }
            if (end && end->hasExpired()) {
                window.kill();
                window.waitForFinished();
            }
        }
        while (window.canReadLine()) {
            hear(window.readLine(), said);
        }
        EXPECT_GE(said.trials - before, kTrialsOfOneWindow - 1) << "the window of seed " << seed << " ended by itself";
        said.trials = before + kTrialsOfOneWindow;
    }
};

// The window of a trial; started by the test below.
TEST_F(KeptText, DISABLED_Typist)
{
    const QString profile = qEnvironmentVariable("RAWI_TYPIST");
    ASSERT_FALSE(profile.isEmpty());
    const SystemClock clock;
    auto desk = openDesk(profile, clock);
    ASSERT_TRUE(desk.ok()) << qUtf8Printable(desk.error().toString());
    LanguageSwitch language(*qApp);
    PreferenceStore preferences((*desk)->replica());
    MainWindow window(**desk, language, preferences, app::deskFeatures());
    window.show();
    window.activateWindow();
    QApplication::setActiveWindow(&window);
    Typist typist(**desk, window, qEnvironmentVariableIntValue("RAWI_TYPIST_SEED"), qEnvironmentVariable("RAWI_TYPIST_FILLER"));
    for (;;) { // until it is killed
        typist.trial();
    }
}

// One thing of a window that the editor sees.
class DraftsTest : public WindowFixture {
protected:
    ItemFieldView *field(const QString &name) const
    {
        const QList<ItemFieldView *> fields = m_window->findChildren<ItemFieldView *>();
        const auto found = std::find_if(fields.cbegin(), fields.cend(), [&](ItemFieldView *one) { return one->field() == name; });
        return found == fields.cend() ? nullptr : *found;
    }
    QLineEdit *title() const { return qobject_cast<QLineEdit *>(field(u"title_en"_s)->editor()); }

    void paste(const QString &text)
    {
        title()->setFocus();
        QGuiApplication::clipboard()->setText(text);
        title()->selectAll();
        title()->paste();
    }

    // What the labels of a widget say that are on the screen.
    static QString said(QWidget &where)
    {
        QStringList texts;
        for (QLabel *label : where.findChildren<QLabel *>()) {
            if (label->isVisibleTo(&where)) {
                texts.append(label->text());
            }
        }
        return texts.join(u'\n');
    }
};

TEST_F(DraftsTest, ATooLongTitleStaysWithItsItemAndIsSaidThere)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const auto first = makeItem(u"القمة"_s, u"The summit"_s);
        const auto second = makeItem(u"النشرة"_s, u"The bulletin"_s);
        MainWindow &window = open(language);
        window.showItem(first.uuid());
        ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(first.uuid()); }));
        const QString typed = QString(350, u'x');
        paste(typed);
        const QString room = language == Language::English ? u"50 characters too many"_s : u"٥٠"_s;
        EXPECT_TRUE(said(*field(u"title_en"_s)).contains(room)) << "while typing: " << qUtf8Printable(said(*field(u"title_en"_s)));
        shoot(window, language == Language::English ? u"draft-typing-en"_s : u"draft-typing-ar"_s);
        window.showItem(second.uuid());
        ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(second.uuid()); }));
        EXPECT_EQ(title()->text(), u"The bulletin"_s);
        EXPECT_FALSE(window.part<ItemInspector>()->findChild<NoticeBar *>()->isVisible()) << "a notice about another item";
        const QString name = language == Language::English ? u"The summit"_s : u"القمة"_s;
        EXPECT_TRUE(said(window).contains(name));
        EXPECT_EQ(desk().attentionCount(), 1);
        shoot(window, language == Language::English ? u"draft-left-en"_s : u"draft-left-ar"_s);

        window.showRoom(u"attention"_s);
        auto *attention = window.part<AttentionView>();
        ASSERT_EQ(attention->model().rowCount(), 1);
        EXPECT_TRUE(attention->model().index(0).data().toString().contains(name));
        shoot(window, language == Language::English ? u"draft-attention-en"_s : u"draft-attention-ar"_s);
        Q_EMIT attention->itemAsked(first.uuid());
        EXPECT_EQ(title()->text(), typed);
        paste(QString(300, u'y'));
        window.showItem(second.uuid());
        EXPECT_EQ(item(first).titleEn, QString(300, u'y'));
        EXPECT_EQ(desk().attentionCount(), 0);
    }
}

TEST_F(DraftsTest, WhatIsTypedIsKeptWithEveryKeyAndSavedAfterTheNextStart)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    paste(u"The summit begins"_s);
    {
        Replica &same = desk().replica();
        const auto rows = same.database().value(u"SELECT count(*) FROM drafts"_s);
        EXPECT_EQ(rows->toInt(), 1) << "before any pause";
    }
    EXPECT_EQ(desk().attentionCount(), 0) << "it is being typed";
    // As after a kill: the store reads what it finds.
    DraftStore next(desk().replica(), desk().directory());
    ASSERT_TRUE(next.load().ok());
    ASSERT_EQ(next.leftRecords().size(), 1);
    EXPECT_EQ(next.of(id.uuid()).first().text, u"The summit begins"_s);
    EXPECT_EQ(next.of(id.uuid()).first().reason.code, ErrorCode::Cancelled);
}

TEST_F(DraftsTest, AFullDiskTakesNothing)
{
    const auto first = makeItem(u"القمة"_s, u"The summit"_s);
    const auto second = makeItem(u"النشرة"_s, u"The bulletin"_s);
    MainWindow &window = open(Language::English);
    window.showItem(first.uuid());
    Replica &replica = desk().replica();
    const auto pages = replica.database().value(u"PRAGMA page_count"_s);
    ASSERT_TRUE(replica.database().exec(u"PRAGMA max_page_count = %1"_s.arg(pages->toLongLong())).ok());
    auto *body = qobject_cast<QTextEdit *>(field(u"body_ar"_s)->editor());
    const QString text = QString(150'000, u'ب');
    body->setFocus();
    body->setPlainText(text);
    EXPECT_FALSE(desk().drafts().allWritten());
    EXPECT_TRUE(said(window).contains(u"The disk is full"_s));
    window.showItem(second.uuid());
    EXPECT_EQ(item(first).bodyAr, QString());
    EXPECT_EQ(desk().attentionCount(), 1);
    EXPECT_FALSE(window.part<ItemInspector>()->findChild<NoticeBar *>()->isVisible()) << "a notice about another item";
    EXPECT_FALSE(window.close()) << "it would be lost";
    shoot(window, u"draft-full-disk"_s);
    ASSERT_TRUE(replica.database().exec(u"PRAGMA max_page_count = 1000000"_s).ok());
    EXPECT_TRUE(waitFor([&] { return desk().drafts().allWritten(); }));
    window.showItem(first.uuid());
    EXPECT_TRUE(waitFor([&] { return item(first).bodyAr == text; }));
    EXPECT_EQ(desk().attentionCount(), 0);
}

TEST_F(DraftsTest, UnderAttentionTheyAreSavedOrDiscarded)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    open(Language::English).showItem(id.uuid());
    paste(u"The summit begins"_s);
    desk().replica().database();
    run(u"content.trash"_s, {{u"id"_s, id.text()}}); // refuses what is typed
    m_window->workbench().setItem({});
    ASSERT_EQ(desk().attentionCount(), 1);
    run(u"content.untrash"_s, {{u"id"_s, id.text()}});
    m_window->showRoom(u"attention"_s);
    auto *page = m_window->part<RefusedView>();
    EXPECT_TRUE(page->asText().contains(u"The summit begins"_s));
    Q_EMIT page->retryAsked();
    EXPECT_EQ(item(id).titleEn, u"The summit begins"_s);
    EXPECT_EQ(desk().attentionCount(), 0);
}

int wished(const char *variable, int otherwise)
{
    const int value = qEnvironmentVariableIntValue(variable);
    return value != 0 ? value : otherwise;
}

TEST_F(KeptText, EveryTypedTextIsInItsItemInADraftOrUnderAttention)
{
    const int trials = std::max(kTrialsOfOneWindow, wished("RAWI_KEPT_TEXT_TRIALS", 60));
    quint32 seed = static_cast<quint32>(wished("RAWI_KEPT_TEXT_SEED", 1));
    QHash<QString, int> places;
    Said said;
    int windows = 0;
    int onSmallDisk = 0;
    while (said.trials < trials) {
        TemporaryDirectory folder;
        QString filler;
#ifdef Q_OS_LINUX
        // A disk of its own, so that it can really be full; where that is not allowed the database is bounded instead.
        const QByteArray path = folder.path().toLocal8Bit();
        if (::mount("tmpfs", path.constData(), "tmpfs", 0, "size=40m") == 0) {
            filler = folder.file(u"filler"_s);
            ++onSmallDisk;
        }
#endif
        const QString profile = folder.file(u"desk"_s);
        makeItems(profile);
        said.typed.clear();
        runWindow(profile, seed, filler, said);
        QFile::remove(filler);
        {
            ManualClock clock;
            const auto desk = openDesk(profile, clock);
            ASSERT_TRUE(desk.ok()) << qUtf8Printable(desk.error().toString());
            for (auto it = said.typed.cbegin(); it != said.typed.cend(); ++it) {
                const QString place = whereIs(**desk, it.key().first, it.key().second, it.value());
                EXPECT_FALSE(place.isEmpty()) << "seed " << seed << ", " << qUtf8Printable(it.key().second) << " ("
                                              << it.value().size() << "): " << qUtf8Printable(it.value().left(80));
                ++places[place];
            }
        }
#ifdef Q_OS_LINUX
        if (!filler.isEmpty()) {
            ::umount2(path.constData(), MNT_DETACH);
        }
#endif
        EXPECT_EQ(said.lost.join(u'\n').toStdString(), "") << "seed " << seed;
        said.lost.clear();
        ++windows;
        ++seed;
    }
    std::printf("%d trials, %d windows killed, %d of them on a disk of their own; after the kills: %d texts in the item, %d under "
                "attention\n",
                said.trials, windows, onSmallDisk, places.value(u"item"_s), places.value(u"attention"_s) + places.value(u"draft"_s));
}

} // namespace

} // namespace rawi::test
