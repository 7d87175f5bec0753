#pragma once

#include "core/desk/media/file_places.h"
#include "ui/house/workbench.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace rawi {

// Says of the file that is looked at where it is, when it is neither on this desk nor on the server, and when somebody asks
// this desk for it; with what can be done. Hidden when there is nothing to say. GUI thread.
class FilePlaceBar : public QFrame {
    Q_OBJECT

public:
    FilePlaceBar(Workbench &workbench, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void showPlace(const FilePlace &place);
    QString placeText(const FilePlace &place) const;
    void ask();
    void withdraw();
    void upload();
    void refuse();
    void run(const QString &command, const QJsonObject &args);

    Workbench &m_workbench;
    Desk &m_desk;
    std::optional<FileRequest> m_mine;    // of this person
    std::optional<FileRequest> m_another; // of somebody else, to this desk
    QLabel *m_text;
    QPushButton *m_find;
    QPushButton *m_ask;
    QPushButton *m_withdraw;
    QPushButton *m_upload;
    QPushButton *m_refuse;
};

} // namespace rawi
