// Writes small volumes with ITK (https://itk.org, Apache-2.0) and where ITK itself puts their voxels:
// rows "file,x_mm,y_mm,z_mm,hu" (LPS) on standard output. See README.md.
#include <itkImage.h>
#include <itkImageFileWriter.h>
#include <itkImageRegionIteratorWithIndex.h>

#include <cmath>
#include <cstdio>
#include <string>

template <typename Voxel>
void write(const std::string &name, bool compressed, const double (&columns)[3][3]) {
  using Image = itk::Image<Voxel, 3>;
  auto image = Image::New();
  typename Image::SizeType size = {{4, 3, 5}};
  image->SetRegions(size);
  image->Allocate();
  const double spacing[3] = {0.75, 0.5, 1.25};
  const double origin[3] = {-101.5, 42.25, -333.125};
  image->SetSpacing(spacing);
  image->SetOrigin(origin);
  typename Image::DirectionType direction;
  for (int row = 0; row < 3; row++) {
    for (int axis = 0; axis < 3; axis++) {
      direction[row][axis] = columns[axis][row];
    }
  }
  image->SetDirection(direction);
  for (itk::ImageRegionIteratorWithIndex<Image> at(image, image->GetBufferedRegion()); !at.IsAtEnd(); ++at) {
    auto i = at.GetIndex();
    at.Set(static_cast<Voxel>(i[0] + 10 * i[1] + 40 * i[2]));
    typename Image::PointType point;
    image->TransformIndexToPhysicalPoint(i, point);
    std::printf("%s,%.9g,%.9g,%.9g,%d\n", name.c_str(), point[0], point[1], point[2], static_cast<int>(at.Get()));
  }
  auto writer = itk::ImageFileWriter<Image>::New();
  writer->SetFileName(name);
  writer->SetInput(image);
  writer->SetUseCompression(compressed);
  writer->Update();
}

int main() {
  const double c = std::cos(0.3), s = std::sin(0.3);
  const double upright[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  const double prone[3][3] = {{-1, 0, 0}, {0, -1, 0}, {0, 0, 1}};
  const double oblique[3][3] = {{c, s, 0}, {-s * s, c * s, c}, {s * c, -c * c, s}};
  const double left_handed[3][3] = {{c, s, 0}, {-s, c, 0}, {0, 0, -1}};
  write<short>("itk-upright.mhd", false, upright);
  write<short>("itk-prone.mha", false, prone);
  write<unsigned short>("itk-oblique.mhd", true, oblique);
  write<float>("itk-left-handed.mha", true, left_handed);
  write<double>("itk-oblique.nii.gz", true, oblique);
  write<unsigned char>("itk-left-handed.nii", false, left_handed);
}
