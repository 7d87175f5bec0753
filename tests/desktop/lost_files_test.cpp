// Files that are not where they are looked for: lost by this desk, doubled, or on another one's desk alone.
#include "core/desk/house/refused_changes.h"
#include "core/people/person.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/media/studio/file_place_bar.h"
#include "ui/sync/attention_model.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

namespace rawi::test {

namespace {

constexpr int kLongMs = 60'000;

class LostFilesTest : public WindowFixture {
protected:
    // A copy of a real film, taken in and read.
    Id<MediaAsset> add(const QString &source, const QString &name)
    {
        const QString path = m_directory.file(name);
        EXPECT_TRUE(QFile::copy(source, path));
        QUuid asset;
        bool hashed = false;
        QObject context;
        QObject::connect(&desk().intake(), &MediaIntake::added, &context, [&](const QString &, const QUuid &item, const QUuid &made) {
            m_item = item;
            asset = made;
        });
        QObject::connect(&desk().intake(), &MediaIntake::originalHashed, &context, [&] { hashed = true; });
        desk().intake().add({path});
        EXPECT_TRUE(waitFor([&] { return hashed; }, kLongMs));
        return Id<MediaAsset>(asset);
    }
    FileWhere where(const Id<MediaAsset> &asset) { return placeOf(desk().replica(), desk().localMedia(), asset)->where; }

    std::optional<Result<void>> take(const Id<MediaAsset> &asset, const QString &path)
    {
        std::optional<Result<void>> said;
        desk().files().take(asset, path, [&](const Result<void> &result) { said = result; });
        EXPECT_TRUE(waitFor([&] { return said.has_value(); }, kLongMs));
        return said;
    }

    static QPushButton *button(QWidget &in, const QString &text)
    {
        for (QPushButton *one : in.findChildren<QPushButton *>()) {
            if (one->isVisible() && one->text() == text) {
                return one;
            }
        }
        return nullptr;
    }
    static QString bare(QString text)
    {
        for (const QChar isolate : {QChar(0x2066), QChar(0x2067), QChar(0x2068), QChar(0x2069)}) {
            text.remove(isolate);
        }
        return text;
    }

    // A film of somebody else's desk, as the feed brings it.
    MediaAsset filmOfAnotherDesk(const QString &titleEn, const QString &owner)
    {
        Person person;
        person.id = Id<Person>(makeUuidV7(m_clock.nowMs() + 1));
        person.nameEn = owner;
        person.nameAr = u"سلمى"_s;
        person.email = u"salma@example.org"_s;
        person.role = Role::Editor;
        pull(person);
        ContentItem item;
        item.id = Id<ContentItem>(makeUuidV7(m_clock.nowMs() + 2));
        item.titleEn = titleEn;
        item.titleAr = u"فيلم"_s;
        MediaAsset asset;
        asset.id = Id<MediaAsset>(makeUuidV7(m_clock.nowMs() + 3));
        asset.contentId = item.id;
        asset.originalFilename = u"C0007.mov"_s;
        asset.contentType = u"video/quicktime"_s;
        asset.createdBy = person.id;
        item.mainAsset = asset.id;
        pull(item);
        pull(asset);
        m_item = item.id.uuid();
        return asset;
    }

    QUuid m_item;
};

TEST_F(LostFilesTest, AMissingFileIsFoundByItsContentUnderAnyName)
{
    const Id<MediaAsset> asset = add(phoneVideo(), u"tape.mp4"_s);
    EXPECT_EQ(where(asset), FileWhere::Here);
    QDir().mkpath(m_directory.file(u"archive"_s));
    ASSERT_TRUE(QFile::rename(m_directory.file(u"tape.mp4"_s), m_directory.file(u"archive/renamed.mp4"_s)));
    EXPECT_EQ(where(asset), FileWhere::Lost);
    EXPECT_TRUE(desk().playablePath(asset).isEmpty());

    ASSERT_TRUE(QFile::copy(spokenLetter(), m_directory.file(u"tape.mp4"_s))) << "another file in its place";
    const auto other = take(asset, m_directory.file(u"tape.mp4"_s));
    ASSERT_TRUE(other && !other->ok());
    EXPECT_EQ(other->error().code, ErrorCode::OtherFile);
    EXPECT_EQ(other->error().subject, u"tape.mp4"_s);
    QFile::remove(m_directory.file(u"tape.mp4"_s));

    const auto found = take(asset, m_directory.file(u"archive/renamed.mp4"_s));
    ASSERT_TRUE(found && found->ok());
    EXPECT_EQ(where(asset), FileWhere::Here);
    EXPECT_EQ(desk().playablePath(asset), m_directory.file(u"archive/renamed.mp4"_s));
}

TEST_F(LostFilesTest, AFolderIsSearchedForAllThatIsLost)
{
    const Id<MediaAsset> film = add(phoneVideo(), u"film.mp4"_s);
    const Id<MediaAsset> letter = add(spokenLetter(), u"letter.ogg"_s);
    const Id<MediaAsset> gone = add(spokenSentence(), u"gone.flac"_s);
    QDir().mkpath(m_directory.file(u"disk/day 2/رحلة"_s));
    ASSERT_TRUE(QFile::rename(m_directory.file(u"film.mp4"_s), m_directory.file(u"disk/1.mp4"_s)));
    ASSERT_TRUE(QFile::rename(m_directory.file(u"letter.ogg"_s), m_directory.file(u"disk/day 2/رحلة/2.ogg"_s)));
    ASSERT_TRUE(QFile::remove(m_directory.file(u"gone.flac"_s)));
    QFile same(m_directory.file(u"disk/0.mp4"_s)); // as large as the film, and another
    ASSERT_TRUE(same.open(QIODevice::WriteOnly) && same.resize(QFileInfo(phoneVideo()).size()));
    same.close();
    ASSERT_EQ(lostFiles(desk().replica(), desk().localMedia())->size(), 3);
    int found = -1;
    int lost = -1;
    desk().files().search(m_directory.file(u"disk"_s), [&](int good, int bad, const std::optional<Error> &error) {
        EXPECT_FALSE(error);
        found = good;
        lost = bad;
    });
    ASSERT_TRUE(waitFor([&] { return found >= 0; }, kLongMs));
    EXPECT_EQ(found, 2);
    EXPECT_EQ(lost, 1);
    EXPECT_EQ(desk().playablePath(film), m_directory.file(u"disk/1.mp4"_s));
    EXPECT_EQ(desk().playablePath(letter), m_directory.file(u"disk/day 2/رحلة/2.ogg"_s));
    EXPECT_EQ(where(gone), FileWhere::Lost);
}

TEST_F(LostFilesTest, TheItemOffersToFindItsFileAndRefusesAnotherWithAWayOut)
{
    const Id<MediaAsset> asset = add(phoneVideo(), u"tape.mp4"_s);
    ASSERT_TRUE(QFile::rename(m_directory.file(u"tape.mp4"_s), m_directory.file(u"moved.mp4"_s)));
    MainWindow &window = open(Language::English);
    window.showItem(m_item);
    auto *bar = window.findChild<FilePlaceBar *>();
    ASSERT_NE(bar, nullptr);
    ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
    EXPECT_EQ(bare(bar->findChild<QLabel *>()->text()), u"tape.mp4 is no longer where it was on this desk."_s);
    shoot(window, u"lost-file-en"_s);
    const auto choose = [&](const QString &path) {
        button(*bar, u"Find the file…"_s)->click();
        auto *dialog = window.findChild<AddFilesDialog *>(u"find_file"_s);
        ASSERT_NE(dialog, nullptr);
        Q_EMIT dialog->fileSelected(path);
        delete dialog;
    };
    choose(spokenLetter());
    QMessageBox *question = nullptr;
    ASSERT_TRUE(waitFor([&] { return (question = window.findChild<QMessageBox *>(u"other_file"_s)) != nullptr; }, kLongMs));
    EXPECT_TRUE(bare(question->text()).contains(u"is another file"_s)) << qUtf8Printable(question->text());
    const QString path = question->text();
    EXPECT_FALSE(path.contains(u"sha"_s));
    EXPECT_NE(button(*question, u"Add to the item"_s), nullptr);
    delete question;
    choose(m_directory.file(u"moved.mp4"_s));
    EXPECT_TRUE(waitFor([&] { return where(asset) == FileWhere::Here && !bar->isVisible(); }, kLongMs));
}

TEST_F(LostFilesTest, AFileThatIsInTheLibraryIsNotDoubledAndNotDropped)
{
    add(phoneVideo(), u"first.mp4"_s);
    const QUuid first = m_item;
    const QString again = m_directory.file(u"second name.mp4"_s);
    ASSERT_TRUE(QFile::copy(phoneVideo(), again));
    MainWindow &window = open(Language::English);
    int added = 0;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::added, &context, [&] { ++added; });
    window.workbench().giveFiles({again});
    QMessageBox *question = nullptr;
    ASSERT_TRUE(waitFor([&] { return (question = window.findChild<QMessageBox *>(u"known_files"_s)) != nullptr; }, kLongMs));
    EXPECT_EQ(question->text(), u"1 file is in the library already."_s);
    EXPECT_EQ(bare(question->informativeText()), u"second name.mp4 is there as first"_s);
    shoot(*question, u"known-file-en"_s);
    EXPECT_EQ(added, 0);
    button(*question, u"Open the item"_s)->click();
    EXPECT_TRUE(waitFor([&] { return window.workbench().item() == first; }));
    EXPECT_TRUE(waitFor([&] { return window.findChild<QMessageBox *>(u"known_files"_s) == nullptr; }));

    window.workbench().giveFiles({again});
    ASSERT_TRUE(waitFor([&] { return (question = window.findChild<QMessageBox *>(u"known_files"_s)) != nullptr; }, kLongMs));
    button(*question, u"Add once more"_s)->click();
    EXPECT_TRUE(waitFor([&] { return added == 1; }, kLongMs)) << "when it is wanted";
    EXPECT_NE(window.workbench().item(), first);
}

TEST_F(LostFilesTest, OfManyFilesThoseOfTheLibraryAreAskedAboutTogether)
{
    add(phoneVideo(), u"first.mp4"_s);
    QDir().mkpath(m_directory.file(u"card"_s));
    ASSERT_TRUE(QFile::copy(phoneVideo(), m_directory.file(u"card/a.mp4"_s)));
    ASSERT_TRUE(QFile::copy(spokenLetter(), m_directory.file(u"card/b.ogg"_s)));
    ASSERT_TRUE(QFile::copy(spokenLetter(), m_directory.file(u"card/c.ogg"_s))); // twice on the card
    MainWindow &window = open(Language::Arabic);
    int added = 0;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::added, &context, [&] { ++added; });
    window.workbench().giveFiles({m_directory.file(u"card"_s)});
    QMessageBox *question = nullptr;
    ASSERT_TRUE(waitFor([&] { return (question = window.findChild<QMessageBox *>(u"known_files"_s)) != nullptr; }, kLongMs));
    EXPECT_EQ(added, 1);
    EXPECT_EQ(question->informativeText().count(u'\n'), 1);
    EXPECT_EQ(button(*question, u"فتح المادة"_s), nullptr) << "they are two";
    shoot(*question, u"known-files-ar"_s);
    button(*question, u"الإضافة مرة أخرى"_s)->click();
    EXPECT_TRUE(waitFor([&] { return added == 3 && !desk().batch().isBusy(); }, kLongMs));
}

TEST_F(LostFilesTest, WatchFoldersAskWithTheSameWordsAndWithoutStandingInTheWay)
{
    add(phoneVideo(), u"first.mp4"_s);
    const QUuid first = m_item;
    const QString folder = m_directory.file(u"watched"_s);
    QDir().mkpath(folder);
    ASSERT_TRUE(desk().watchFolders().add(folder, {}).ok());
    desk().watchFolders().setSteadyMs(300);
    MainWindow &window = open(Language::English);
    desk().watchFolders().start();
    ASSERT_TRUE(QFile::copy(phoneVideo(), folder + u"/a.mp4"_s));
    ASSERT_TRUE(waitFor([&] { return desk().watchFolders().asked().size() == 1; }, kLongMs));
    EXPECT_EQ(window.findChild<QMessageBox *>(u"known_files"_s), nullptr) << "no question stands up by itself";
    EXPECT_EQ(desk().attentionCount(), 1);
    ASSERT_NE(button(window, u"Decide…"_s), nullptr);
    button(window, u"Decide…"_s)->click();
    auto *question = window.findChild<QMessageBox *>(u"known_files"_s);
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(question->text(), u"1 file is in the library already."_s);
    EXPECT_EQ(bare(question->informativeText()), u"a.mp4 is there as first"_s);
    EXPECT_NE(button(*question, u"Open the item"_s), nullptr);
    button(*question, u"Leave out"_s)->click();
    EXPECT_TRUE(waitFor([&] { return desk().watchFolders().asked().isEmpty() && desk().attentionCount() == 0; }));

    ASSERT_TRUE(QFile::copy(phoneVideo(), folder + u"/b.mp4"_s));
    ASSERT_TRUE(QFile::copy(phoneVideo(), folder + u"/c.mp4"_s));
    ASSERT_TRUE(waitFor([&] { return desk().watchFolders().asked().size() == 2; }, kLongMs));
    EXPECT_EQ(desk().attentionCount(), 1) << "one matter";
    AttentionModel model(desk());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0).data().toString(), u"2 files are in the library already."_s);
    window.showRoom(u"attention"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            m_language->setLanguage(language);
            setTheme(theme);
            shoot(window, u"watched-known-%1-%2"_s.arg(LanguageSwitch::code(language), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
        }
    }
    EXPECT_EQ(button(window, u"فتح المادة"_s), nullptr) << "they are two";
    int added = 0;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::added, &context, [&] { ++added; });
    button(window, u"الإضافة مرة أخرى"_s)->click();
    EXPECT_TRUE(waitFor([&] { return added == 2 && model.rowCount() == 0; }, kLongMs));
    EXPECT_EQ(window.workbench().item(), QUuid()) << "what comes by itself takes nobody away";
    EXPECT_NE(first, QUuid());
}

TEST_F(LostFilesTest, WhoLacksAFileIsToldWhoseDeskHasItAndAsksForIt)
{
    const MediaAsset asset = filmOfAnotherDesk(u"A film"_s, u"Salma Haddad"_s);
    for (const Language language : {Language::Arabic, Language::English}) {
        MainWindow &window = open(language);
        window.showItem(m_item);
        auto *bar = window.findChild<FilePlaceBar *>();
        ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
        shoot(window, u"other-desk-"_s + LanguageSwitch::code(language));
        if (language == Language::Arabic) {
            EXPECT_TRUE(bare(bar->findChild<QLabel *>()->text()).contains(u"سلمى"_s));
            continue;
        }
        EXPECT_EQ(bare(bar->findChild<QLabel *>()->text()),
                  u"Salma Haddad has this file; it is neither on this desk nor on the server."_s);
        button(*bar, u"Ask for it"_s)->click();
        const auto requests = desk().replica().where<FileRequest>("asset_id", asset.id.text());
        ASSERT_EQ(requests->size(), 1);
        EXPECT_EQ(requests->first().person, desk().replica().actor().id);
        EXPECT_EQ(button(*bar, u"Ask for it"_s), nullptr);
        EXPECT_TRUE(bar->findChild<QLabel *>()->text().contains(u"You asked for it"_s));
        button(*bar, u"Withdraw the request"_s)->click();
        EXPECT_TRUE(desk().replica().where<FileRequest>("asset_id", asset.id.text())->isEmpty());
    }
    EXPECT_EQ(desk().attentionCount(), 0) << "it asks others";
}

TEST_F(LostFilesTest, TheDeskThatHasTheFileIsAskedUnderAttentionAndUploadsIt)
{
    const Id<MediaAsset> asset = add(phoneVideo(), u"film.mp4"_s);
    Person person;
    person.id = Id<Person>(makeUuidV7(m_clock.nowMs() + 1));
    person.nameEn = u"Omar"_s;
    person.nameAr = u"عمر"_s;
    pull(person);
    FileRequest request;
    request.id = FileRequest::idOf(asset, person.id);
    request.assetId = asset;
    request.person = person.id;
    pull(request);
    EXPECT_EQ(desk().attentionCount(), 1);
    MainWindow &window = open(Language::English);
    window.showRoom(u"attention"_s);
    AttentionModel model(desk());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(bare(model.index(0).data().toString()), u"Omar asks for the file of film"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            m_language->setLanguage(language);
            setTheme(theme);
            shoot(window, u"file-request-%1-%2"_s.arg(LanguageSwitch::code(language), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
        }
    }
    m_language->setLanguage(Language::English);
    ASSERT_TRUE(waitFor([&] { return button(window, u"Upload it now"_s) != nullptr; }));
    button(window, u"Upload it now"_s)->click();
    ASSERT_TRUE(waitFor([&] { return !desk().uploads().uploads()->isEmpty(); }, kLongMs));
    EXPECT_EQ(desk().uploads().uploads()->last().assetId, asset);
    EXPECT_TRUE(waitFor([&] { return model.rowCount() == 0 && desk().attentionCount() == 0; })) << "it is on its way";
}

TEST_F(LostFilesTest, TheDialogShowsWhatAFilmIsBeforeItIsAdded)
{
    for (const Language language : {Language::Arabic, Language::English}) {
        m_language->setLanguage(language);
        AddFilesDialog dialog(u"x"_s, QFileDialog::ExistingFiles, nullptr, &desk().intake());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        EXPECT_EQ(dialog.layoutDirection(), language == Language::Arabic ? Qt::RightToLeft : Qt::LeftToRight);
        dialog.setDirectory(QFileInfo(streetVideo()).absolutePath());
        dialog.show();
        dialog.selectFile(QFileInfo(streetVideo()).fileName());
        Q_EMIT dialog.currentChanged(streetVideo());
        auto *picture = dialog.findChild<QLabel *>(u"glance"_s);
        ASSERT_TRUE(waitFor([&] { return !picture->pixmap(Qt::ReturnByValue).isNull(); }, kLongMs));
        const QString facts = bare(dialog.findChild<QLabel *>(u"facts"_s)->text());
        EXPECT_TRUE(facts.contains(u"1:20"_s)) << qUtf8Printable(facts);
        EXPECT_TRUE(facts.contains(u"768×576"_s)) << qUtf8Printable(facts);
        EXPECT_FALSE(picture->accessibleName().isEmpty());
        shoot(dialog, u"add-files-"_s + LanguageSwitch::code(language));
    }
}

} // namespace

} // namespace rawi::test
