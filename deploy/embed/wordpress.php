<?php
/**
 * Plugin Name: Comments by Weerwoord
 * Description: Shows the comments of a Weerwoord board in place of those of WordPress. Set WEERWOORD_BOARD in wp-config.php.
 *
 * WordPress: wp-content/mu-plugins/weerwoord.php.
 */

if (!defined('ABSPATH') || !defined('WEERWOORD_BOARD')) {
    return;
}

/** Returns the comments as HTML: included by the server, or a link while the board does not answer. */
function weerwoord_comments($page, $title)
{
    $query = http_build_query(['url' => $page, 'title' => $title, 'styles' => '1']);
    $key = 'weerwoord_' . md5($query);
    $html = get_transient($key);
    if ($html === false) {
        $answer = wp_remote_get(WEERWOORD_BOARD . '/embed/fragment?' . $query, ['timeout' => 3]);
        if (wp_remote_retrieve_response_code($answer) !== 200) {
            $link = WEERWOORD_BOARD . '/embed?' . http_build_query(['url' => $page]);
            return '<p><a href="' . esc_url($link) . '">Reacties</a></p>';
        }
        $html = wp_remote_retrieve_body($answer);
        set_transient($key, $html, 30);
    }
    return $html;
}

// Themes show comments of their own only if there are any, or if one may comment. These follow the text.
add_filter('comments_open', '__return_false');
add_filter('get_comments_number', '__return_zero');
add_filter('render_block_core/comments', '__return_empty_string');
add_filter('the_content', function ($content) {
    if (!is_singular() || !in_the_loop() || !is_main_query()) {
        return $content;
    }
    return $content . weerwoord_comments(get_permalink(), get_the_title());
}, 99);
