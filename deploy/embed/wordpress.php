<?php
/**
 * Plugin Name: Comments by Weerwoord
 * Description: Shows the comments of a Weerwoord board in place of those of WordPress. Set WEERWOORD_BOARD in wp-config.php.
 *
 * WordPress: wp-content/mu-plugins/weerwoord.php; in wp-config.php: define('WEERWOORD_BOARD', 'https://board.example');
 * The comments stand under posts and pages whose settings (Discussion) allow comments.
 */

if (!defined('ABSPATH') || !defined('WEERWOORD_BOARD')) {
    return;
}

/** Returns the comments as HTML. While the board does not answer: those it gave last, or a link to them. */
function weerwoord_comments($page, $title)
{
    $query = http_build_query(['url' => $page, 'title' => $title, 'styles' => '1']);
    $key = 'weerwoord_' . md5($query);
    $kept = get_transient($key);
    if ($kept && $kept['until'] > time()) {
        return $kept['html'];
    }
    $answer = wp_remote_get(WEERWOORD_BOARD . '/embed/fragment?' . $query, ['timeout' => 3]);
    if (wp_remote_retrieve_response_code($answer) === 200) {
        $html = wp_remote_retrieve_body($answer);
    } elseif ($kept) {
        $html = $kept['html'];
    } else {
        $link = WEERWOORD_BOARD . '/embed?' . http_build_query(['url' => $page, 'title' => $title]);
        $html = '<p><a href="' . esc_url($link) . '">Reacties</a></p>';
    }
    set_transient($key, ['until' => time() + 30, 'html' => $html], DAY_IN_SECONDS);
    return $html;
}

// Themes show comments of their own only if there are any, or if one may comment. These follow the text.
add_filter('comments_open', '__return_false');
add_filter('get_comments_number', '__return_zero');
add_filter('render_block_core/comments', '__return_empty_string');
// Block themes would change quotes and dashes in what readers write.
add_filter('no_texturize_tags', function ($tags) {
    return array_merge($tags, ['weerwoord-comments']);
});
add_filter('the_content', function ($content) {
    if (!is_singular() || !in_the_loop() || !is_main_query() || doing_filter('get_the_excerpt')
        || get_post()->comment_status !== 'open' || post_password_required()) {
        return $content;
    }
    // The title is HTML here, with names for its special characters.
    $title = html_entity_decode(wp_strip_all_tags(get_the_title()), ENT_QUOTES | ENT_HTML5, 'UTF-8');
    return $content . '<weerwoord-comments style="display: block">' . weerwoord_comments(get_permalink(), $title)
        . '</weerwoord-comments>';
}, 99);
