#include "app/features/desk_features.h"

#include "ui/admin/admin_feature.h"
#include "ui/catalog/catalog_feature.h"
#include "ui/content/content_feature.h"
#include "ui/media/cutter/cutter_feature.h"
#include "ui/media/player/player_feature.h"
#include "ui/media/poster/poster_feature.h"
#include "ui/media/studio/studio_feature.h"
#include "ui/media/subtitles/subtitles_feature.h"
#include "ui/settings/settings_feature.h"
#include "ui/sync/sync_feature.h"

namespace rawi::app {

Features deskFeatures()
{
    return {contentFeature(), catalogFeature(),   studioFeature(), playerFeature(), cutterFeature(),
            subtitlesFeature(), posterFeature(), syncFeature(),   settingsFeature(),
            adminFeature()};
}

} // namespace rawi::app
