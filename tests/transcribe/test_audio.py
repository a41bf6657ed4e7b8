"""Decoding: rates, channels and peaks of good files; a clear word about bad ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from qa.errors import AudioError
from tests.transcribe.sounds import CALLS, bursts, write_wav
from transcribe import containers
from transcribe.audio import RATE, measure_peaks, read_tracks

SHARED = Path(__file__).resolve().parents[3] / "shared/data/audio"


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 96000])
@pytest.mark.parametrize("channels", [1, 2, 3, 8])
def test_a_wav_of_any_rate_and_number_of_channels_is_read(tmp_path: Path, rate: int, channels: int) -> None:
    sound = bursts(seconds=2)[: 2 * rate] if rate < RATE else np.resize(bursts(seconds=2), 2 * rate)
    found = read_tracks(write_wav(tmp_path / "a.wav", *[sound] * channels, rate=rate))
    assert (found.channels, found.sample_rate, found.codec) == (channels, rate, "pcm_s16le")
    assert found.duration_ms == pytest.approx(2000, abs=5)


def test_channels_keep_their_order_and_their_samples(tmp_path: Path) -> None:
    left, right = bursts(seconds=1, seed=1), bursts(seconds=1, seed=2)
    found = read_tracks(write_wav(tmp_path / "a.wav", left, right))
    assert np.array_equal(found.samples[:, 0], left)
    assert np.array_equal(found.samples[:, 1], right)


def test_a_waveform_runs_from_minus_one_to_one(tmp_path: Path) -> None:
    sound = np.array([-32768, 0, 16384], dtype=np.int16)
    found = read_tracks(write_wav(tmp_path / "a.wav", sound))
    assert found.waveform(0).tolist() == [-1.0, 0.0, 0.5]


@pytest.mark.parametrize(
    ("codec", "suffix"),
    [("libmp3lame", "mp3"), ("libopus", "ogg"), ("aac", "m4a"), ("pcm_mulaw", "wav"), ("flac", "flac")],
)
def test_compressed_sound_is_read(tmp_path: Path, codec: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    _encode(path, codec=codec, rate=48000, seconds=3)
    found = read_tracks(path)
    assert found.channels == 2
    assert found.duration_ms == pytest.approx(3000, abs=120)


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", bursts(seconds=1))
    assert read_tracks(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_peaks_come_twenty_a_second_from_0_to_100(tmp_path: Path) -> None:
    sound = np.zeros(RATE, dtype=np.int16)
    sound[0], sound[-1] = -32768, 16384
    (peaks,) = measure_peaks(read_tracks(write_wav(tmp_path / "a.wav", sound)), (0,))
    assert peaks == (100, *[0] * 18, 50)


def test_peaks_of_a_call_longer_than_one_read_leave_nothing_out(tmp_path: Path) -> None:
    sound = np.zeros(61 * RATE, dtype=np.int16)
    sound[-1] = 32767
    (peaks,) = measure_peaks(read_tracks(write_wav(tmp_path / "a.wav", sound)), (0,))
    assert (len(peaks), peaks[-1], sum(peaks)) == (61 * 20, 100, 100)


def _cut(path: Path) -> bytes:
    whole = path.read_bytes()
    return whole[: len(whole) // 2]


def _wav(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "whole.wav", bursts(seconds=2))


def _mp3(tmp_path: Path) -> Path:
    _encode(tmp_path / "whole.mp3", codec="libmp3lame", rate=48000, seconds=20)
    return tmp_path / "whole.mp3"


def _m4a(tmp_path: Path, *, share: float) -> bytes:
    _encode(tmp_path / "whole.m4a", codec="aac", rate=48000, seconds=5)
    whole = (tmp_path / "whole.m4a").read_bytes()
    return whole[: int(len(whole) * share)]


BAD: list[object] = [
    pytest.param("a.wav", lambda _: b"", "is empty", id="empty"),
    pytest.param("a.wav", lambda path: _wav(path).read_bytes()[:44], "is cut off", id="a header alone"),
    pytest.param("a.wav", lambda path: _cut(_wav(path)), "is cut off: its header promises", id="a cut off WAV"),
    pytest.param("a.flac", lambda _: _cut(CALLS / "en-3-rude.flac"), "promises 51.4 s, 2", id="a cut off FLAC"),
    pytest.param("a.mp3", lambda path: _cut(_mp3(path)), "is cut off", id="a cut off MP3"),
    pytest.param("a.wav", lambda path: _wav(path).read_bytes()[44:], "has no WAV header", id="no header"),
    pytest.param("a.wav", lambda _: b"Hello, world\n" * 200, "has no WAV header", id="text called WAV"),
    pytest.param("a.mp3", lambda _: b"Hello, world\n" * 200, "is not a sound file", id="text called MP3"),
    pytest.param("a.mp3", lambda _: bytes(range(256)) * 200, "is not a sound file", id="noise called MP3"),
    pytest.param("a.m4a", lambda _: b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42", "is cut off: the index", id="a cut off M4A"),
    pytest.param("a.m4a", lambda path: _m4a(path, share=0.9), "is cut off: the index", id="an M4A without its end"),
    pytest.param("a.wav", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(500), "begins with .*PNG", id="a picture called WAV"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_a_bad_file_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: Callable[[Path], bytes], said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content(tmp_path))
    with pytest.raises(AudioError, match=said) as caught:
        read_tracks(path)
    assert caught.value.path == str(path)


def test_a_file_named_as_another_kind_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "call.mp3"
    path.write_bytes((CALLS / "en-3-rude.flac").read_bytes())
    assert read_tracks(path).codec == "flac"


def test_what_is_too_long_for_a_call_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="lasts more than 0.000.* hours, which is no call"):
        read_tracks(write_wav(tmp_path / "a.wav", bursts(seconds=4)), longest_s=2)


def test_a_header_that_promises_hours_is_believed_without_decoding_them(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes((CALLS / "en-3-rude.flac").read_bytes()[:50_000])
    with pytest.raises(AudioError, match="which is no call"):
        read_tracks(path, longest_s=2)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_wav(tmp_path / "a.wav", bursts(seconds=4))
    require = containers.require_whole_sound

    def write_on(*arguments: Any, **named: Any) -> None:
        with path.open("ab") as file:
            file.write(bytes(1000))
        require(*arguments, **named)

    monkeypatch.setattr(containers, "require_whole_sound", write_on)
    with pytest.raises(AudioError, match="changed while it was read"):
        read_tracks(path)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="is not there"):
        read_tracks(tmp_path / "none.wav")


def test_a_film_without_sound_has_no_sound_track(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype=np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with pytest.raises(AudioError, match=r"has no sound track \(it holds: video\)"):
        read_tracks(path)


def test_sound_that_changes_its_channels_on_the_way_is_refused(tmp_path: Path) -> None:
    parts = []
    for layout in ("stereo", "mono"):
        path = tmp_path / f"{layout}.mp3"
        _encode(path, codec="libmp3lame", rate=48000, seconds=2, layout=layout)
        parts.append(path.read_bytes())
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(b"".join(parts))
    with pytest.raises(AudioError, match="changes its rate or its channels"):
        read_tracks(joined)


@pytest.mark.parametrize("name", ["list.m3u8", "list.wav"])
def test_a_playlist_does_not_open_other_files(tmp_path: Path, name: str) -> None:
    target = write_wav(tmp_path / "secret.wav", bursts(seconds=1))
    path = tmp_path / name
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n")
    with pytest.raises(AudioError):
        read_tracks(path)


@pytest.mark.parametrize("size", [b"\0\0\0\0", b"\xff\xff\xff\xff"], ids=["zero", "largest"])
def test_a_wav_whose_recorder_never_wrote_the_size_is_read(tmp_path: Path, size: bytes) -> None:
    content = bytearray(write_wav(tmp_path / "a.wav", bursts(seconds=2)).read_bytes())
    content[4:8], content[40:44] = size, size
    live = tmp_path / "live.wav"
    live.write_bytes(content)
    assert read_tracks(live).duration_ms == pytest.approx(2000, abs=5)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "channels", "rate", "codec"),
    [
        ("aws_call/Auto0_GUID_000_AGENT_ChrisL_Mono.wav", 1, 8000, "pcm_u8"),
        ("azure_misc/whatstheweatherlike-mulaw.wav", 1, 16000, "pcm_mulaw"),
        ("azure_misc/test_audio_stereo.wav", 2, 16000, "pcm_s16le"),
        ("faster_whisper_tests/jfk.flac", 2, 44100, "flac"),
        ("faster_whisper_tests/multilingual.mp3", 1, 24000, "mp3float"),
    ],
)
def test_recordings_of_other_people_are_read(name: str, channels: int, rate: int, codec: str) -> None:
    found = read_tracks(SHARED / name)
    assert (found.channels, found.sample_rate, found.codec) == (channels, rate, codec)


@pytest.mark.shared
def test_a_recording_without_header_is_refused() -> None:
    with pytest.raises(AudioError, match="has no WAV header"):
        read_tracks(SHARED / "azure_misc/missing_wav_header.wav")


def _encode(path: Path, *, codec: str, rate: int, seconds: int, layout: str = "stereo") -> None:
    count = {"mono": 1, "stereo": 2}[layout]
    samples = np.resize(bursts(seconds=seconds), (1, seconds * rate * count))
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout=layout, rate=rate, frame_size=stream.frame_size or 0
        )
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode())
