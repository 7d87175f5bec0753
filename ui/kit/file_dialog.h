#pragma once

#include <QFileDialog>

namespace rawi {

class Replica;

// Asks for a file to read or to write, in the language and direction of the program and not of the system's desktop. Deletes
// itself when it closes. GUI thread.
class FileDialog : public QFileDialog {
    Q_OBJECT

public:
    enum class Purpose { Media, Pictures, Subtitles, Presets, Texts, WatchFolders };

    FileDialog(const QString &title, FileMode mode, QWidget *parent);

    // To write a file of one of these kinds, the first unless another is chosen: its name ({"WebVTT", "vtt"}), its ending.
    // `name` is proposed, without its ending; it may be a title with any characters.
    void saveAs(const QList<std::pair<QString, QString>> &kinds, const QString &name);
    // Opens in the folder where the last one of this purpose ended, on this desk; remembers where this one ends.
    void remember(Replica &replica, Purpose purpose);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};

} // namespace rawi
