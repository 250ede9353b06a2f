"""Leer un archivo ajeno sin sorpresas, y lo que dice el sistema de archivos, en español."""

import errno
import json
import os
from pathlib import Path

import pytest
from ayudas.formatos import minimo
from ayudas.imagenes import png
from ayudas.planes import datos

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.sistema import (
    IlegibleError,
    ilegible,
    leer_archivo,
    por_que_no_se_escribe,
)


@pytest.mark.parametrize(
    ("error", "leer", "escribir"),
    [
        (OSError(errno.ENOENT, "x"), "no existe el archivo", "no existe la carpeta"),
        (
            OSError(errno.EACCES, "x"),
            "no hay permiso para leerlo",
            "no hay permiso para escribir ahí",
        ),
        (OSError(errno.EIO, "x"), "el disco o la red fallaron", "el disco o la red fallaron"),
        (OSError(errno.ENOSPC, "x"), "no se deja leer", "no queda espacio en el disco"),
        (OSError(9999, "Weird"), "no se deja leer", "no se pudo escribir"),
        (OSError("Weird"), "no se deja leer", "no se pudo escribir"),
    ],
)
def test_cada_error_tiene_su_motivo(error: OSError, leer: str, escribir: str) -> None:
    numero = f" (error {error.errno} del sistema)" if error.errno in {errno.ENOSPC, 9999} else ""

    assert str(ilegible(error)).removesuffix(numero) == leer
    assert por_que_no_se_escribe(error).removesuffix(numero) == escribir
    assert "Weird" not in str(ilegible(error)) + por_que_no_se_escribe(error)


def test_un_nombre_que_el_sistema_no_admite() -> None:
    assert str(ilegible(ValueError("embedded null byte"))) == (
        "no se deja leer: el nombre trae un carácter que el sistema no admite"
    )


def una_carpeta(ruta: Path) -> None:
    ruta.mkdir()


def una_tuberia(ruta: Path) -> None:
    os.mkfifo(ruta)


def un_enlace_a_un_dispositivo(ruta: Path) -> None:
    ruta.symlink_to("/dev/zero")


def un_enlace_en_circulo(ruta: Path) -> None:
    ruta.symlink_to(ruta)


def un_archivo_de_mas_de_20_mb(ruta: Path) -> None:
    with ruta.open("wb") as archivo:
        archivo.truncate(20_000_001)


NO_SIRVEN = {
    una_carpeta: "es una carpeta, se esperaba un archivo",
    una_tuberia: "es un dispositivo o una tubería, se esperaba un archivo",
    un_enlace_a_un_dispositivo: "es un dispositivo o una tubería, se esperaba un archivo",
    un_enlace_en_circulo: "los enlaces dan vueltas",
    un_archivo_de_mas_de_20_mb: "pesa más de 20 MB",
}


@pytest.mark.skipif(os.name != "posix", reason="las tuberías y los dispositivos son otros")
@pytest.mark.parametrize(("hacer", "motivo"), NO_SIRVEN.items())
def test_lo_que_no_es_un_archivo_corriente_no_se_lee(
    tmp_path: Path, hacer: object, motivo: str
) -> None:
    ruta = tmp_path / "x.json"
    hacer(ruta)  # type: ignore[operator]
    with pytest.raises(IlegibleError) as dicho:
        leer_archivo(ruta)
    assert str(dicho.value) == motivo
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(ruta).sin_dudas()
    assert str(error.value) == f"{ruta}: {motivo}"


def un_plan(carpeta: Path, escudo: str) -> Path:
    """Un archivo de datos que nombra ese escudo."""
    carpeta.mkdir(exist_ok=True)
    ruta = carpeta / "plan.json"
    ruta.write_text(json.dumps(datos(entidad={"nombre": "X", "escudo": escudo})), "utf-8")
    return ruta


@pytest.mark.parametrize(
    "como", ["../secreto.png", "{fuera}", "enlace.png", "sub/../../secreto.png"]
)
def test_un_escudo_fuera_de_la_carpeta_de_los_datos_no_se_lee(tmp_path: Path, como: str) -> None:
    fuera = tmp_path / "secreto.png"
    fuera.write_bytes(png())
    nombre = como.format(fuera=fuera)
    plan = un_plan(tmp_path / "datos", nombre)
    (plan.parent / "sub").mkdir()
    (plan.parent / "enlace.png").symlink_to(fuera)

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(plan).sin_dudas()
    assert str(error.value).endswith(": está fuera de la carpeta de quien lo nombra")
    assert str(error.value).startswith("entidad.escudo: ")


def test_de_lo_que_queda_fuera_no_se_dice_ni_si_esta(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="está fuera de la carpeta de quien lo nombra"):
        paac.leer(un_plan(tmp_path / "datos", "../no-esta.png")).sin_dudas()


def test_con_carpeta_el_escudo_se_busca_en_ella(tmp_path: Path) -> None:
    imagenes = tmp_path / "imagenes"
    imagenes.mkdir()
    (imagenes / "escudo.png").write_bytes(png())
    plan = un_plan(tmp_path / "datos", "escudo.png")

    assert paac.leer(plan, carpeta=imagenes).sin_dudas().entidad.escudo == png()
    with plan.open("rb") as abierto:
        assert paac.leer(abierto, carpeta=imagenes).sin_dudas().entidad.escudo == png()
    assert main(["analizar", str(plan)]) == 1
    assert main(["analizar", str(plan), "--con", f"carpeta={imagenes}"]) == 0


def test_la_fuente_de_un_formato_ni_sale_de_su_carpeta_ni_maneja_la_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ajena.txt").write_text("ajeno", "utf-8")
    sana, robada = minimo(tmp_path / "f" / "sana"), minimo(tmp_path / "g" / "robada")
    (sana / "FUENTE.md").write_text("Guía \x1b[2Jborrada", "utf-8")
    (robada / "FUENTE.md").symlink_to(tmp_path / "ajena.txt")

    assert main(["formatos", "sana", "--plantillas", str(tmp_path / "f")]) == 0
    dicho = capsys.readouterr().out
    assert "Guía \ufffd[2Jborrada" in dicho
    assert "\x1b" not in dicho
    assert main(["formatos", "robada", "--plantillas", str(tmp_path / "g")]) == 1
    dicho = capsys.readouterr().err
    assert "FUENTE.md: está fuera de la carpeta de quien lo nombra" in dicho


def test_un_nombre_con_controles_no_llega_crudo_a_la_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = tmp_path / "p.json"
    ruta.write_text(json.dumps(datos(clave_rara_con="\x1b[2J")), "utf-8")

    assert main(["revisar", str(ruta)]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_la_imagen_de_una_firma_se_busca_como_el_escudo(tmp_path: Path) -> None:
    (tmp_path / "ana.png").write_bytes(png())
    firmas = [{"rol": "E", "nombre": "Ana", "imagen": "ana.png"}]
    (tmp_path / "plan.json").write_text(json.dumps(datos(firmas=firmas)), "utf-8")
    plan = paac.leer(tmp_path / "plan.json").sin_dudas()
    (tmp_path / "otra").mkdir()
    paac.guardar_datos(plan, tmp_path / "otra" / "plan.json")

    assert plan.firmas[0].imagen == png()
    assert paac.leer(tmp_path / "otra" / "plan.json").sin_dudas() == plan


def test_la_imagen_de_una_firma_fuera_de_su_carpeta_no_se_lee(tmp_path: Path) -> None:
    (tmp_path / "ana.png").write_bytes(png())
    (tmp_path / "datos").mkdir()
    firmas = [{"rol": "E", "nombre": "Ana", "imagen": "../ana.png"}]
    (tmp_path / "datos" / "plan.json").write_text(json.dumps(datos(firmas=firmas)), "utf-8")

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(tmp_path / "datos" / "plan.json").sin_dudas()
    (falla,) = error.value.fallas
    assert falla.ruta == "firmas[0].imagen"
    assert falla.mensaje.endswith("está fuera de la carpeta de quien lo nombra")
